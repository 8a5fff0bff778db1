// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.fleet.FleetCommand;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.contract.jobs.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Carries commands to the agents that own their servers. What names a server goes to its agent; what may name one and names
 * none, and only looks, goes to all agents and comes back as one; everything else stays here.
 */
final class Remote {
    private final Fleet fleet;
    private final Jobs jobs;
    private final Set<String> here;

    /** {@code here}: ids of this installation's own servers. */
    Remote(Fleet fleet, Jobs jobs, Set<String> here) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.here = here;
    }

    /** Commands that only agents offer. */
    List<Commands.Entry> entries(List<Commands.Entry> known, Set<String> reserved) {
        Set<String> names = known.stream().map(Commands.Entry::name).collect(Collectors.toSet());
        return fleet.commands().stream()
                .map(FleetCommand::entry)
                .filter(entry -> !names.contains(entry.name()) && !reserved.contains(entry.namespace()))
                .toList();
    }

    /** One line of words. */
    record Line(Commands.Entry entry, Map<String, String> values, List<String> words, boolean local) {}

    /** Runs it elsewhere, if that is where it belongs. */
    Optional<Commands.Result> run(Line line, Actor actor, Scope scope, Deadline deadline) {
        Optional<CommandOption> option = serverOption(line.entry());
        Optional<String> named = option.map(known -> line.values().get(known.name()));
        boolean changes = line.entry().descriptor().changes();
        if (named.isPresent()) {
            return named(line, named.get(), actor, scope, deadline);
        }
        if (!line.local()) {
            return Optional.of(unnamed(line, changes, actor, scope, deadline));
        }
        if (option.isPresent() && !changes && !fleet.servers().isEmpty()) {
            return Optional.of(
                    scope.isEverything()
                            ? everywhere(line, online(), actor, deadline)
                            : within(line, option.get(), actor, scope, deadline));
        }
        return Optional.empty();
    }

    private Optional<Commands.Result> named(Line line, String id, Actor actor, Scope scope, Deadline deadline) {
        Optional<FleetServer> server = here.contains(id) || !scope.contains(id) ? Optional.empty() : fleet.server(id);
        if (server.isPresent()) {
            boolean changes = line.entry().descriptor().changes();
            return Optional.of(call(line, server.get().agent(), Optional.of(id), changes, actor, deadline));
        }
        boolean subject =
                serverOption(line.entry()).stream().anyMatch(option -> option.type() != CommandOption.Type.SERVER);
        if (here.contains(id) || subject || line.local() && fleet.servers().isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> ids = new TreeSet<>(here);
        fleet.servers().forEach(known -> ids.add(known.id()));
        ids.removeIf(known -> !scope.contains(known));
        String near = Nearest.to(id, List.copyOf(ids))
                .map(known -> " Did you mean " + known + "?")
                .orElse("");
        throw new ReconException(
                "server-unknown",
                ErrorOwner.USER,
                "There is no server '" + id + "'." + near,
                ids.isEmpty()
                        ? "No agent has told of one; see 'agent list'."
                        : "There is: " + String.join(", ", ids) + ".");
    }

    private Commands.Result unnamed(Line line, boolean changes, Actor actor, Scope scope, Deadline deadline) {
        if (!scope.isEverything()) {
            throw new ReconException(
                    "denied",
                    ErrorOwner.USER,
                    "'" + line.entry().name() + "' is about whole machines, not about the servers of this place.",
                    "Ask an owner to run it.");
        }
        List<String> agents = fleet.commands().stream()
                .filter(known -> known.entry().name().equals(line.entry().name()))
                .findFirst()
                .map(FleetCommand::agents)
                .orElse(List.of());
        if (agents.size() > 1 && changes) {
            throw new ReconException(
                    "agent-ambiguous",
                    ErrorOwner.USER,
                    "More than one agent offers '" + line.entry().name() + "': " + String.join(", ", agents) + ".",
                    "Run it at the one that is meant, with `reconsync` on its machine.");
        }
        return agents.size() == 1
                ? call(line, agents.get(0), Optional.empty(), changes, actor, deadline)
                : everywhere(line, agents, actor, deadline);
    }

    private List<String> online() {
        return fleet.agents().stream()
                .filter(agent -> agent.state() == Agent.State.ONLINE || agent.state() == Agent.State.SUSPECT)
                .map(Agent::name)
                .toList();
    }

    /** One server after the other, so that no agent says anything about another one. */
    private Commands.Result within(Line line, CommandOption option, Actor actor, Scope scope, Deadline deadline) {
        List<Commands.Result> results = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (FleetServer server : fleet.servers()) {
            if (!scope.contains(server.id())) {
                continue;
            }
            List<String> words = new ArrayList<>(line.words());
            words.add(option.positional() ? server.id() : "--" + option.name() + "=" + server.id());
            try {
                Line one = new Line(line.entry(), line.values(), words, line.local());
                results.add(call(one, server.agent(), Optional.of(server.id()), false, actor, deadline));
            } catch (ReconException e) {
                silent.add(server.id() + ": " + e.getMessage());
            }
        }
        return Merged.of(results, silent);
    }

    private Commands.Result everywhere(Line line, List<String> agents, Actor actor, Deadline deadline) {
        List<Commands.Result> results = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String agent : agents) {
            try {
                results.add(call(line, agent, Optional.empty(), false, actor, deadline));
            } catch (ReconException e) {
                silent.add(agent + ": " + e.getMessage());
            }
        }
        fleet.agents().stream()
                .filter(agent ->
                        agent.state() == Agent.State.OFFLINE && !agent.servers().isEmpty())
                .forEach(agent -> silent.add(agent.name() + ": " + agent.explanation()));
        return Merged.of(results, silent);
    }

    private Commands.Result call(
            Line line, String agent, Optional<String> server, boolean changes, Actor actor, Deadline deadline) {
        try {
            Commands.Result result = fleet.run(agent, line.words(), server, changes, actor, deadline);
            return result.reply()
                    .job()
                    .flatMap(jobs::find)
                    .map(job -> Answer.job(job, String.join(" ", line.words()) + " at " + agent))
                    .orElse(result);
        } catch (ReconException e) {
            throw explained(e, line.entry(), agent);
        }
    }

    /** The words fit the newest version; an agent with another one may not know them. */
    private ReconException explained(ReconException e, Commands.Entry entry, String agent) {
        if (!e.code().equals("usage")
                && !e.code().equals("command-unknown")
                && !e.code().equals("command-gone")) {
            return e;
        }
        return fleet.commands().stream()
                .filter(known -> known.entry().namespace().equals(entry.namespace())
                        && !entry.namespace().isEmpty()
                        && known.entry().name().equals(entry.name()))
                .findFirst()
                .map(known -> new ReconException(
                        "agent-version",
                        ErrorOwner.USER,
                        "'" + entry.name() + "' needs " + entry.plugin() + " " + known.version() + " on agent " + agent
                                + ": " + e.getMessage(),
                        "Update the plugin " + entry.plugin() + " there."))
                .orElse(e);
    }

    /** The option that says which server; {@code why} has one that may also be a plugin. */
    private static Optional<CommandOption> serverOption(Commands.Entry entry) {
        return entry.descriptor().options().stream()
                .filter(option -> option.type() == CommandOption.Type.SERVER
                        || option.completion().filter("subjects"::equals).isPresent())
                .findFirst();
    }
}
