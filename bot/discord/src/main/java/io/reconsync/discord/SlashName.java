// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.List;

/**
 * What a command is called in Discord.
 *
 * @param command the name at the top
 * @param group empty for none
 * @param subcommand empty for none
 */
record SlashName(String command, String group, String subcommand) {
    static SlashName plain(String command) {
        return new SlashName(command, "", "");
    }

    /** Below a command: one word is a subcommand, more are a group and a subcommand. */
    static SlashName below(String command, List<String> words) {
        return words.size() < 2
                ? new SlashName(command, "", words.get(0))
                : new SlashName(command, words.get(0), String.join("-", words.subList(1, words.size())));
    }

    SlashName withoutGroup() {
        return new SlashName(command, "", group + "-" + subcommand);
    }

    /** As an interaction names it: words with one blank between. */
    String full() {
        return (command + " " + group + " " + subcommand).strip().replaceAll(" +", " ");
    }

    boolean isValid() {
        return SlashLimits.isName(command)
                && (group.isEmpty() || SlashLimits.isName(group))
                && (subcommand.isEmpty() || SlashLimits.isName(subcommand));
    }
}
