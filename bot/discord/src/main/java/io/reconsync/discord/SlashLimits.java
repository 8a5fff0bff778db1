// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/** What Discord takes of a command. Source: Application Commands, API v10. */
final class SlashLimits {
    /** Commands of a guild. */
    static final int COMMANDS = 100;
    /** Options of a command, subcommands of a group, groups and subcommands of a command, choices, completions. */
    static final int ENTRIES = 25;
    /** Of a description, of the name and of the value of a choice. */
    static final int TEXT = 100;
    /** All names, descriptions and values of one command together. */
    static final int CHARACTERS = 8000;
    /** New commands of a guild in 24 hours; changes of known ones do not count. */
    static final int CREATES_A_DAY = 200;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][-_a-z0-9]{0,31}");

    private SlashLimits() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What is wrong with it, if anything. */
    static Optional<String> excess(SlashCommandData command) {
        int characters = characters(command);
        if (characters > CHARACTERS) {
            return Optional.of(
                    "its names and descriptions have " + characters + " characters; Discord takes " + CHARACTERS);
        }
        return Optional.empty();
    }

    static int characters(SlashCommandData command) {
        int sum = command.getName().length() + command.getDescription().length() + options(command.getOptions());
        for (SubcommandGroupData group : command.getSubcommandGroups()) {
            sum += group.getName().length() + group.getDescription().length() + subcommands(group.getSubcommands());
        }
        return sum + subcommands(command.getSubcommands());
    }

    private static int subcommands(List<SubcommandData> subcommands) {
        return subcommands.stream()
                .mapToInt(sub -> sub.getName().length() + sub.getDescription().length() + options(sub.getOptions()))
                .sum();
    }

    private static int options(List<OptionData> options) {
        List<String> texts = new ArrayList<>();
        for (OptionData option : options) {
            texts.add(option.getName());
            texts.add(option.getDescription());
            option.getChoices().forEach(choice -> {
                texts.add(choice.getName());
                texts.add(choice.getAsString());
            });
        }
        return texts.stream().mapToInt(String::length).sum();
    }

    /** At most {@code most} characters, never half of one. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "\u2026";
    }
}
