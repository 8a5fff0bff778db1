// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.commands.Commands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the lists of commands of all guilds up to date. One thread at a time; blocks on Discord. */
final class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    /** Some room below Discord's 100 for commands that are kept for a while. */
    private static final int BUDGET = 90;
    /** Some room below Discord's 200 for a bad day. */
    private static final int CREATES = 150;

    private static final Duration DAY = Duration.ofHours(24);
    private static final int ROUNDS = 12;
    private static final int INVALID = 50035;
    private static final int TOO_MANY_CREATES = 30034;

    private final JDA jda;
    private final Commands commands;
    private final RegistrationTable table;
    private final Clock clock;
    private final Supplier<Duration> keep;
    private final Map<String, Set<String>> live = new HashMap<>();
    private final Map<String, Instant> full = new HashMap<>();
    private final Map<String, SlashSet> offered = new ConcurrentHashMap<>();

    Registrar(JDA jda, Commands commands, RegistrationTable table, Clock clock, Supplier<Duration> keep) {
        this.jda = jda;
        this.commands = commands;
        this.table = table;
        this.clock = clock;
        this.keep = keep;
    }

    /** The command behind a full name, if it is offered now. */
    Optional<Commands.Entry> route(GuildSettings guild, String fullName) {
        SlashSet set = offered.computeIfAbsent(guild.id(), id -> map(guild));
        Optional<Commands.Entry> known = Optional.ofNullable(set.routes().get(fullName));
        return known.or(() -> Optional.ofNullable(map(guild).routes().get(fullName)));
    }

    private SlashSet map(GuildSettings guild) {
        return SlashMapper.map(commands.list(guild.scope()), BUDGET);
    }

    /** Tells Discord what changed, if anything did; gives when it has to be done again of its own accord. */
    Optional<Instant> round(GuildSettings settings) {
        Guild guild = jda.getGuildById(settings.id());
        if (guild == null) {
            LOG.info(
                    "The bot is not in the guild {} of the configuration; see docs/user/discord.md for inviting it.",
                    settings.id());
            return Optional.empty();
        }
        SlashSet set = map(settings);
        SlashSet before = offered.put(settings.id(), set);
        if (before == null || !before.refused().equals(set.refused())) {
            set.refused()
                    .forEach((name, why) ->
                            LOG.warn("'{}' is no slash command: {}. It can be used with /run.", name, why));
        }
        Map<String, String> json = new LinkedHashMap<>();
        set.commands().forEach((name, data) -> json.put(name, data.toData().toString()));
        return push(guild, json);
    }

    private Optional<Instant> push(Guild guild, Map<String, String> json) {
        String id = guild.getId();
        for (int i = 0; i < ROUNDS; i++) {
            Set<String> known = live.computeIfAbsent(
                    id, any -> names(guild.retrieveCommands().complete()));
            Map<String, RegistrationTable.Row> pushed = table.load(id);
            Instant now = clock.instant();
            int room = full.getOrDefault(id, Instant.MIN).isAfter(now)
                    ? 0
                    : Math.max(0, CREATES - table.createdSince(id, now.minus(DAY)));
            Registration plan = Registration.plan(json, pushed, known, now, keep.get(), room);
            if (!plan.held().isEmpty()) {
                LOG.warn(
                        "Discord takes {} new commands a day; until tomorrow these are only in /run: {}.",
                        SlashLimits.CREATES_A_DAY,
                        plan.held());
            }
            if (!plan.write()) {
                if (!plan.rows().equals(pushed)) {
                    table.save(id, plan.rows());
                }
                return plan.again(keep.get());
            }
            try {
                List<SlashCommandData> list = plan.rows().values().stream()
                        .map(row -> SlashCommandData.fromData(DataObject.fromJson(row.json())))
                        .toList();
                // Counted before: a create that Discord took and whose answer was lost is a create.
                table.created(id, plan.created(), now);
                live.put(id, names(guild.updateCommands().addCommands(list).complete()));
                table.save(id, plan.rows());
                LOG.info(
                        "Discord was told the commands of guild {}: {}, {} of them new.",
                        id,
                        list.size(),
                        plan.created().size());
                return plan.again(keep.get());
            } catch (ErrorResponseException e) {
                learn(e, id, json, List.copyOf(plan.rows().keySet()));
            }
        }
        return Optional.empty();
    }

    /** One bad command spoils the whole list, so it is taken out. */
    private void learn(ErrorResponseException e, String guild, Map<String, String> json, List<String> order) {
        if (e.getErrorCode() == TOO_MANY_CREATES) {
            full.put(guild, clock.instant().plus(DAY));
            return;
        }
        Set<String> bad = e.getErrorCode() != INVALID
                ? Set.of()
                : e.getSchemaErrors().stream()
                        .map(error -> error.getLocation().replaceAll("\\D.*", ""))
                        .filter(index -> !index.isEmpty() && index.length() < 4)
                        .map(Integer::parseInt)
                        .filter(index -> index < order.size())
                        .map(order::get)
                        .collect(Collectors.toSet());
        if (bad.isEmpty() || !json.keySet().removeAll(bad)) {
            throw e;
        }
        LOG.warn("Discord refused the commands {}: {} They can be used with /run.", bad, e.getSchemaErrors());
    }

    private static Set<String> names(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.getType() == Command.Type.SLASH)
                .map(Command::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
