// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.HealthState;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.fleet.FleetCommand;
import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.session.Said;
import io.reconsync.link.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What agents have told about themselves: the newest counts. Servers are remembered over a restart. Thread-safe. */
final class FleetState {
    private static final Pattern SERVER = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._-]{0,99}");
    private static final int MOST_SERVERS = 500;
    private static final int MOST_FACTS = 500;

    private final Database database;
    private final Frames frames;
    private final Clock clock;
    private final Map<String, Reported> servers = new ConcurrentHashMap<>();
    private final Map<String, List<Offer>> offers = new ConcurrentHashMap<>();
    private final Map<String, Map<String, List<String>>> facts = new ConcurrentHashMap<>();

    /** A server as last reported. */
    record Reported(String id, String agent, String guild, Body state, Instant at) {}

    FleetState(Database database, Frames frames, Clock clock) {
        this.database = database;
        this.frames = frames;
        this.clock = clock;
        database.read(connection -> Sql.list(
                        connection,
                        row -> new Reported(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                frames.object(row.getString(4)),
                                Instant.ofEpochMilli(row.getLong(5))),
                        "SELECT server, agent, guild, state, reported FROM link_servers"))
                .forEach(server -> servers.put(server.id(), server));
    }

    Collection<Reported> servers() {
        return servers.values();
    }

    List<String> serversOf(String agent) {
        return servers.values().stream()
                .filter(server -> server.agent().equals(agent))
                .map(Reported::id)
                .sorted()
                .toList();
    }

    /**
     * Takes the list of an agent's servers for the whole of them.
     *
     * @return why some were not taken, by id
     */
    synchronized Map<String, String> servers(AgentRow agent, Body said) {
        Map<String, Body> told = new LinkedHashMap<>();
        for (Body server : said.bodies("servers", MOST_SERVERS)) {
            told.put(server.text("id", 100), sound(server));
        }
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, Reported> taken = new LinkedHashMap<>();
        told.forEach((id, state) -> {
            Reported known = servers.get(id);
            if (!SERVER.matcher(id).matches()) {
                refused.put(id, "'" + id + "' is no id of a server.");
            } else if (!agent.mayOwn(id)) {
                refused.put(id, "This agent was not enrolled for a server of that name.");
            } else if (known != null && !known.agent().equals(agent.id())) {
                refused.put(id, "Another agent has a server of that name; rename one of the two.");
            } else {
                taken.put(id, new Reported(id, agent.id(), agent.guild(), state, clock.instant()));
            }
        });
        keep(agent.id(), taken);
        return refused;
    }

    /** Everything that is shown of a server, read once as it will be read later. */
    private static Body sound(Body server) {
        server.text("game", 100);
        Said.constant(HealthState.class, server.text("state", 20));
        server.text("explanation", 500);
        server.find("players", 100);
        Said.moment(server, "last_backup");
        return server;
    }

    private void keep(String agent, Map<String, Reported> taken) {
        database.write(connection -> {
            for (String id : serversOf(agent)) {
                if (!taken.containsKey(id)) {
                    Sql.change(connection, "DELETE FROM link_servers WHERE server = ?", id);
                }
            }
            for (Reported server : taken.values()) {
                Sql.change(
                        connection,
                        "INSERT INTO link_servers (server, agent, guild, state, reported) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (server) DO UPDATE SET agent = excluded.agent, guild = excluded.guild,"
                                + " state = excluded.state, reported = excluded.reported",
                        server.id(),
                        agent,
                        server.guild(),
                        frames.text(server.state()),
                        server.at().toEpochMilli());
            }
            return null;
        });
        servers.values().removeIf(server -> server.agent().equals(agent) && !taken.containsKey(server.id()));
        servers.putAll(taken);
    }

    /** Takes what an agent's plugins offer, as far as it may and as it is sound; the others are given back. */
    List<String> commands(AgentRow agent, Body said) {
        List<Offer> sound = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Body body : said.bodies("commands", 300)) {
            Offer offer = frames.as(body, Offer.class);
            if (offer.isSound() && agent.mayOffer(offer.namespace())) {
                sound.add(offer);
            } else {
                refused.add(offer.isSound() ? offer.name() : "a command that is none");
            }
        }
        offers.put(agent.id(), List.copyOf(sound));
        return refused;
    }

    /** Takes lists to complete from. */
    void facts(AgentRow agent, Body said) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        Body lists = said.find("facts").orElse(Body.EMPTY);
        lists.values().keySet().stream()
                .limit(100)
                .forEach(source -> told.put(source, lists.texts(source, MOST_FACTS, 200)));
        facts.put(agent.id(), told);
    }

    /** The agent is not connected any more: what it offers is not there, its servers stay known. */
    void gone(String agent) {
        offers.remove(agent);
        facts.remove(agent);
    }

    /** The agent is shut out: nothing of it stays. */
    synchronized void forget(String agent) {
        gone(agent);
        keep(agent, Map.of());
    }

    Map<String, List<String>> facts() {
        Map<String, LinkedHashSet<String>> merged = new TreeMap<>();
        facts.values()
                .forEach(lists ->
                        lists.forEach((source, values) -> merged.computeIfAbsent(source, key -> new LinkedHashSet<>())
                                .addAll(values)));
        Map<String, List<String>> all = new TreeMap<>();
        merged.forEach((source, values) -> all.put(source, List.copyOf(values)));
        return all;
    }

    /** The version of a plugin at an agent, as far as its commands say. */
    String version(String agent, String namespace) {
        return offers.getOrDefault(agent, List.of()).stream()
                .filter(offer -> offer.namespace().equals(namespace))
                .map(Offer::version)
                .findFirst()
                .orElse("");
    }

    /** What there is, by name: the newest version's words, the highest tier. {@code names} of agents by id. */
    List<FleetCommand> commands(Map<String, String> names) {
        Map<String, List<Map.Entry<String, Offer>>> byName = new TreeMap<>();
        offers.forEach((agent, list) -> {
            if (names.containsKey(agent)) {
                list.forEach(offer -> byName.computeIfAbsent(offer.name(), key -> new ArrayList<>())
                        .add(Map.entry(names.get(agent), offer)));
            }
        });
        List<FleetCommand> commands = new ArrayList<>();
        for (List<Map.Entry<String, Offer>> same : byName.values()) {
            Offer newest = same.stream()
                    .map(Map.Entry::getValue)
                    .max(Comparator.comparing(Offer::version, Versions.ORDER))
                    .orElseThrow();
            Tier tier = same.stream()
                    .map(entry -> entry.getValue().descriptor().tier())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            commands.add(new FleetCommand(
                    new Commands.Entry(newest.namespace(), newest.plugin(), raised(newest.descriptor(), tier)),
                    newest.version(),
                    same.stream().map(Map.Entry::getKey).sorted().toList()));
        }
        return commands;
    }

    private static CommandDescriptor raised(CommandDescriptor d, Tier tier) {
        return new CommandDescriptor(d.name(), d.summary(), d.options(), tier, d.changes(), d.confirm(), d.example());
    }
}
