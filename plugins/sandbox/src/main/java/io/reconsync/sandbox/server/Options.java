// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line: pairs of {@code --name value}; an empty value counts as left out.
 *
 * @param dir the installation; the world is {@code world} below it, the log {@code logs/sandbox.log}
 * @param name of the server, for the query
 * @param queryPort UDP on 127.0.0.1; 0 lets the system choose
 * @param rconPort TCP on 127.0.0.1; 0 lets the system choose
 * @param password of the console; may be empty
 * @param worldMb size of a new world
 * @param players how many come and go
 * @param seed of chance
 * @param autosave between two saves of its own accord; zero: none
 * @param save how long a save takes at least
 * @param proof the folder for the sums of each save
 */
record Options(
        Path dir,
        String name,
        int queryPort,
        int rconPort,
        String password,
        int worldMb,
        int players,
        long seed,
        Duration autosave,
        Duration save,
        Optional<Path> proof) {
    static Options parse(String[] arguments, Map<String, String> environment) throws Refused {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new Refused("'" + arguments[i] + "' is not understood; write --option value.");
            }
            given.put(arguments[i].substring(2), arguments[i + 1]);
        }
        given.values().removeIf(String::isEmpty);
        Options options = new Options(
                path(given.getOrDefault("dir", "")).toAbsolutePath().normalize(),
                take(given, "name", "Sandbox"),
                number(given, "query-port", 0, 0, 65_535),
                number(given, "rcon-port", 0, 0, 65_535),
                environment.getOrDefault("SANDBOX_PASSWORD", ""),
                number(given, "world-mb", 24, 4, 4096),
                number(given, "players", 6, 0, 64),
                number(given, "seed", 1, 0, Integer.MAX_VALUE),
                Duration.ofSeconds(number(given, "autosave", 20, 0, 86_400)),
                Duration.ofMillis(number(given, "save-ms", 1000, 0, 600_000)),
                given.containsKey("proof")
                        ? Optional.of(
                                path(given.remove("proof")).toAbsolutePath().normalize())
                        : Optional.empty());
        given.remove("dir");
        if (!given.isEmpty()) {
            throw new Refused(
                    "There is no option --" + given.keySet().iterator().next() + ".");
        }
        return options;
    }

    private static Path path(String text) throws Refused {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Refused("The path '" + text + "' cannot be used; start with a UTF-8 locale (LC_ALL=C.UTF-8).");
        }
    }

    private static String take(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    private static int number(Map<String, String> given, String name, int otherwise, int low, int high) throws Refused {
        String text = take(given, name, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new Refused("--" + name + " is '" + text + "' and not a number.");
        }
        throw new Refused("--" + name + " is " + text + "; allowed is " + low + " to " + high + ".");
    }

    Path world() {
        return dir.resolve("world");
    }
}
