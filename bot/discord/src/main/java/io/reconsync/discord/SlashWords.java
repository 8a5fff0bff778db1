// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a member filled in, as words for the registry. Pure. */
final class SlashWords {
    private SlashWords() {}

    /** A slash command's options by name: what they hold can never become another option. */
    static List<String> of(Commands.Entry entry, Map<String, String> options) {
        List<String> words = new ArrayList<>(List.of(entry.name().split(" ")));
        options.forEach((name, value) -> words.add("--" + name + "=" + value));
        return words;
    }

    /** The command that begins with these words: the longest name that fits. */
    static Optional<Commands.Entry> entry(List<Commands.Entry> entries, List<String> words) {
        return entries.stream()
                .filter(entry -> {
                    List<String> name = List.of(entry.name().split(" "));
                    return name.size() <= words.size()
                            && words.subList(0, name.size()).equals(name);
                })
                .max(java.util.Comparator.comparingInt(entry -> entry.name().split(" ").length));
    }

    /** The line for people, as the shell would take it. */
    static String line(List<String> words) {
        return words.stream()
                .map(word -> word.contains(" ") ? "\"" + word + "\"" : word)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
