// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What differs between two states, in words. */
record Difference(Loaded before, Loaded after) {
    String text() {
        List<String> parts = new ArrayList<>();
        if (!before.main().equals(after.main())) {
            parts.add(MainFile.SHOWN);
        }
        TreeSet<String> files = new TreeSet<>(before.servers().keySet());
        files.addAll(after.servers().keySet());
        for (String file : files) {
            ServerConfig was = before.servers().get(file);
            ServerConfig is = after.servers().get(file);
            if (was == null || is == null) {
                parts.add(file + (was == null ? " is new" : " is gone"));
            } else if (!was.equals(is)) {
                parts.add(file);
            }
        }
        TreeSet<String> games = new TreeSet<>(before.profiles().keySet());
        games.addAll(after.profiles().keySet());
        games.removeIf(game -> same(game, before.profiles(), after.profiles()));
        games.forEach(game -> parts.add("the profile of " + game));
        return String.join(", ", parts);
    }

    private static boolean same(String game, Map<String, ?> before, Map<String, ?> after) {
        return before.containsKey(game) && before.get(game).equals(after.get(game));
    }
}
