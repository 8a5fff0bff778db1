// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/**
 * Commands of the registry to slash commands. Pure. A command with subcommands cannot itself be used in Discord, so
 * core's {@code jobs} stays {@code /jobs}, and {@code jobs show} becomes {@code /jobs-show}; a plugin keeps one name at
 * the top with all of its commands below. What does not fit is left out and can be reached by {@code /run}.
 */
final class SlashMapper {
    /** Where everything can be typed as in the shell. */
    static final String RUN = "run";

    private final int budget;
    private final Map<String, SlashCommandData> commands = new LinkedHashMap<>();
    private final Map<String, Commands.Entry> routes = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    private SlashMapper(int budget) {
        this.budget = budget;
    }

    /** At most {@code budget} commands, {@code /run} among them; core's come first. */
    static SlashSet map(List<Commands.Entry> entries, int budget) {
        SlashMapper mapper = new SlashMapper(budget);
        mapper.commands.put(RUN, RunCommand.data());
        Comparator<Commands.Entry> order = Comparator.comparing(
                        (Commands.Entry entry) -> !entry.namespace().isEmpty())
                .thenComparing(Commands.Entry::name);
        Map<String, List<Commands.Entry>> tops = entries.stream()
                .sorted(order)
                .collect(Collectors.groupingBy(
                        entry -> entry.name().split(" ")[0], LinkedHashMap::new, Collectors.toList()));
        tops.forEach(mapper::top);
        return new SlashSet(mapper.commands, mapper.routes, mapper.refused);
    }

    private void top(String word, List<Commands.Entry> entries) {
        Map<SlashName, Commands.Entry> named = new LinkedHashMap<>();
        boolean plugins = entries.stream().noneMatch(entry -> entry.namespace().isEmpty());
        boolean bare = entries.stream().anyMatch(entry -> entry.name().equals(word));
        for (Commands.Entry entry : entries) {
            List<String> below =
                    List.of(entry.name().split(" ")).subList(1, entry.name().split(" ").length);
            SlashName name;
            if (plugins) {
                name = SlashName.below(word, below.isEmpty() ? List.of(RUN) : below);
            } else if (bare) {
                name = SlashName.plain(entry.name().replace(' ', '-'));
            } else {
                name = SlashName.below(word, below);
            }
            if (!name.isValid()) {
                refused.put(entry.name(), "Discord takes no command of the name /" + name.full());
            } else if (named.putIfAbsent(name, entry) != null) {
                refused.put(entry.name(), "there is another command of this name");
            }
        }
        flatten(named).entrySet().stream()
                .collect(
                        Collectors.groupingBy(each -> each.getKey().command(), LinkedHashMap::new, Collectors.toList()))
                .forEach(this::command);
    }

    /** A word is either a group or a subcommand: {@code a b} and {@code a b c} become {@code /a b} and {@code /a b-c}. */
    private static Map<SlashName, Commands.Entry> flatten(Map<SlashName, Commands.Entry> named) {
        Map<SlashName, Commands.Entry> flat = new LinkedHashMap<>();
        named.forEach((name, entry) -> {
            boolean taken =
                    !name.group().isEmpty() && named.containsKey(new SlashName(name.command(), "", name.group()));
            SlashName other = taken ? name.withoutGroup() : name;
            flat.put(other.isValid() ? other : name, entry);
        });
        return flat;
    }

    private void command(String name, List<Map.Entry<SlashName, Commands.Entry>> members) {
        if (commands.size() >= budget || commands.containsKey(name)) {
            String why = commands.containsKey(name)
                    ? "there is another command of this name"
                    : "a guild has no room for more than " + budget + " commands";
            members.forEach(member -> refused.put(member.getValue().name(), why));
            return;
        }
        List<Map.Entry<SlashName, Commands.Entry>> fitting = new ArrayList<>(members);
        Optional<SlashCommandData> data = build(name, fitting);
        data.ifPresent(command -> {
            commands.put(name, command);
            fitting.forEach(member -> routes.put(member.getKey().full(), member.getValue()));
        });
    }

    /** Builds it; members that do not fit are taken out of the list. */
    private Optional<SlashCommandData> build(String name, List<Map.Entry<SlashName, Commands.Entry>> members) {
        boolean plain = members.get(0).getKey().subcommand().isEmpty();
        String summary = plain ? members.get(0).getValue().descriptor().summary() : "Commands of " + name;
        SlashCommandData command = RunCommand.base(name, summary);
        Map<String, SubcommandGroupData> groups = new LinkedHashMap<>();
        for (Map.Entry<SlashName, Commands.Entry> member : List.copyOf(members)) {
            try {
                add(command, groups, member.getKey(), member.getValue());
            } catch (IllegalArgumentException e) {
                members.remove(member);
                refused.put(member.getValue().name(), "Discord does not take it: " + e.getMessage());
            }
        }
        groups.values().forEach(command::addSubcommandGroups);
        Optional<String> excess =
                members.isEmpty() ? Optional.of("nothing is left of it") : SlashLimits.excess(command);
        excess.ifPresent(
                why -> members.forEach(member -> refused.put(member.getValue().name(), why)));
        return excess.isPresent() ? Optional.empty() : Optional.of(command);
    }

    private static void add(
            SlashCommandData command, Map<String, SubcommandGroupData> groups, SlashName name, Commands.Entry entry) {
        if (name.subcommand().isEmpty()) {
            command.addOptions(SlashOptions.of(entry.descriptor()));
            return;
        }
        String summary = SlashLimits.cut(
                entry.descriptor().summary().isBlank()
                        ? entry.name()
                        : entry.descriptor().summary(),
                SlashLimits.TEXT);
        SubcommandData sub = new SubcommandData(name.subcommand(), summary);
        sub.addOptions(SlashOptions.of(entry.descriptor()));
        int entries = command.getSubcommands().size() + groups.size();
        if (name.group().isEmpty()) {
            full(entries);
            command.addSubcommands(sub);
            return;
        }
        SubcommandGroupData group = groups.get(name.group());
        if (group == null) {
            full(entries);
            group = new SubcommandGroupData(name.group(), "Commands of " + name.group());
            groups.put(name.group(), group);
        }
        full(group.getSubcommands().size());
        group.addSubcommands(sub);
    }

    private static void full(int entries) {
        if (entries >= SlashLimits.ENTRIES) {
            throw new IllegalArgumentException("there is room for " + SlashLimits.ENTRIES + " below one command");
        }
    }
}
