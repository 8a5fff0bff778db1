// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of words without the options that every command has.
 *
 * @param words what is left for the registry
 * @param json {@code --json}
 * @param help {@code --help}
 * @param waiting {@code --wait} or {@code --no-wait}, whichever comes last
 */
record CommandWords(List<String> words, boolean json, boolean help, Optional<Boolean> waiting) {
    static CommandWords of(List<String> typed) {
        List<String> words = new ArrayList<>();
        boolean json = false;
        boolean help = false;
        Optional<Boolean> waiting = Optional.empty();
        boolean literal = false;
        for (String word : typed) {
            literal |= word.equals("--");
            switch (literal ? "" : word) {
                case "--json" -> json = true;
                case "--help" -> help = true;
                case "--wait" -> waiting = Optional.of(true);
                case "--no-wait" -> waiting = Optional.of(false);
                default -> words.add(word);
            }
        }
        return new CommandWords(List.copyOf(words), json, help, waiting);
    }
}
