// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line: {@code --name value} pairs, {@code --set key=value} for a game's own switches, and after
 * {@code --} the real game's own arguments, which the simulator maps itself.
 */
public final class Options {
    private static final Set<String> NAMES = Set.of(
            "game",
            "dir",
            "seed",
            "game-port",
            "query-port",
            "console-port",
            "password",
            "control-port",
            "speed",
            "world-mb",
            "autosave-ms",
            "never-pause-ms",
            "log",
            "ledger");
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> switches = new HashMap<>();
    private final List<String> gameArguments;

    private Options(List<String> gameArguments) {
        this.gameArguments = gameArguments;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static Options parse(List<String> arguments) {
        int split = arguments.indexOf("--");
        List<String> own = split < 0 ? arguments : arguments.subList(0, split);
        Options options =
                new Options(split < 0 ? List.of() : List.copyOf(arguments.subList(split + 1, arguments.size())));
        for (int i = 0; i < own.size(); i += 2) {
            String name = own.get(i).startsWith("--") ? own.get(i).substring(2) : "";
            if (i + 1 >= own.size()) {
                throw new IllegalArgumentException(own.get(i) + " needs a value");
            }
            String value = own.get(i + 1);
            if (name.equals("set") && value.indexOf('=') > 0) {
                int equals = value.indexOf('=');
                options.switches.put(value.substring(0, equals), value.substring(equals + 1));
            } else if (NAMES.contains(name)) {
                options.values.put(name, value);
            } else {
                throw new IllegalArgumentException(
                        "unknown option " + own.get(i) + "; known: --set key=value, " + NAMES);
            }
        }
        return options;
    }

    /** The real game's arguments, those after {@code --}. */
    public List<String> gameArguments() {
        return gameArguments;
    }

    /** Overrides an option, as the game's own arguments do. */
    public void put(String name, String value) {
        values.put(name, value);
    }

    /** Sets a switch unless the command line did. */
    public void putSwitch(String name, String value) {
        switches.put(name, value);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public Path path(String name) {
        String value = values.get(name);
        return value == null ? null : Path.of(value).toAbsolutePath().normalize();
    }

    public Path dir() {
        Path dir = path("dir");
        if (dir == null) {
            throw new IllegalArgumentException("--dir is missing");
        }
        return dir;
    }

    public double decimal(String name, double otherwise) {
        return number(name, values.get(name), otherwise);
    }

    public long whole(String name, long otherwise) {
        return (long) number(name, values.get(name), otherwise);
    }

    /** A port; 0, the default, lets the system choose. */
    public int port(String name) {
        long port = whole(name, 0);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--" + name + " must lie between 0 and 65535, not " + port);
        }
        return (int) port;
    }

    public String flag(String key, String otherwise) {
        return switches.getOrDefault(key, otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return Boolean.parseBoolean(switches.getOrDefault(key, Boolean.toString(otherwise)));
    }

    public double flag(String key, double otherwise) {
        return number(key, switches.get(key), otherwise);
    }

    private static double number(String name, String value, double otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'", notNumber);
        }
    }
}
