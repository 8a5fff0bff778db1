// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/** The options of a command as Discord has them. Pure. */
final class SlashOptions {
    private SlashOptions() {}

    /** Required ones first, as Discord demands; else in their order. */
    static List<OptionData> of(CommandDescriptor command) {
        List<CommandOption> options = new ArrayList<>(command.options());
        options.sort(Comparator.comparing(option -> !option.required()));
        return options.stream().map(SlashOptions::of).toList();
    }

    private static OptionData of(CommandOption option) {
        String summary = option.summary().isBlank() ? option.name() : option.summary();
        OptionData data = new OptionData(
                type(option), option.name(), SlashLimits.cut(summary, SlashLimits.TEXT), option.required());
        if (data.getType() != OptionType.STRING) {
            return data;
        }
        if (listed(option)) {
            option.choices().forEach(choice -> data.addChoice(choice, choice));
        } else if (option.completion().isPresent() || !option.choices().isEmpty()) {
            data.setAutoComplete(true);
        }
        return data;
    }

    private static boolean listed(CommandOption option) {
        return !option.choices().isEmpty()
                && option.choices().size() <= SlashLimits.ENTRIES
                && option.choices().stream().allMatch(choice -> choice.length() <= SlashLimits.TEXT);
    }

    private static OptionType type(CommandOption option) {
        return switch (option.type()) {
            case NUMBER -> OptionType.INTEGER;
            case FLAG -> OptionType.BOOLEAN;
            case TEXT, DURATION, SERVER -> OptionType.STRING;
        };
    }
}
