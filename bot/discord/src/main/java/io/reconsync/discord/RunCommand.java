// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /run}: any command, typed as in the shell. Pure. */
final class RunCommand {
    static final String LINE = "command";

    private RunCommand() {}

    static SlashCommandData data() {
        return base(SlashMapper.RUN, "Any command, typed as in the shell")
                .addOptions(new OptionData(OptionType.STRING, LINE, "For example: backup list ark-island", true)
                        .setAutoComplete(true));
    }

    /** A command that exists in guilds only. */
    static SlashCommandData base(String name, String summary) {
        String text = SlashLimits.cut(summary.isBlank() ? name : summary, SlashLimits.TEXT);
        return Commands.slash(name, text).setContexts(InteractionContextType.GUILD);
    }

    /** The words of a line; blanks within double or single quotes belong to a word. Empty when a quote stays open. */
    static Optional<List<String>> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }
}
