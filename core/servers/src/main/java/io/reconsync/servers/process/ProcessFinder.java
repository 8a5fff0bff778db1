// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises a game's process that we did not start, or that is not the one we started: its name is one of the profile's
 * and its program, working directory or an argument lies in the install folder. The name alone is never enough, since
 * several servers of one game may run here.
 */
public final class ProcessFinder {
    private static final int COMM = 15;
    private static final boolean PROC = Files.exists(Path.of("/proc/self/exe"));

    private final ProcessTable table;

    /** Over the processes of this machine. */
    public ProcessFinder(ProcessTable table) {
        this.table = table;
    }

    /** The first match among all processes that we may look at. */
    public Optional<ProcessHandle> find(Collection<String> names, SafePath install) {
        // In a folder that holds everything, everything would be the game.
        if (names.isEmpty() || install.root().getNameCount() < 2) {
            return Optional.empty();
        }
        long own = ProcessHandle.current().pid();
        Set<String> users = users(install);
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != own)
                .filter(handle -> hasName(handle, names) && isOf(handle, users))
                .filter(handle -> isBelow(handle, install) && table.isAlive(handle))
                .findFirst();
    }

    /** Who may run the game: we, and whoever owns its folder. */
    private static Set<String> users(SafePath install) {
        Set<String> users = new HashSet<>();
        ProcessHandle.current().info().user().ifPresent(users::add);
        try {
            users.add(Files.getOwner(install.root()).getName());
        } catch (IOException e) {
            return users;
        }
        return users;
    }

    private static boolean isOf(ProcessHandle handle, Set<String> users) {
        return handle.info().user().map(users::contains).orElse(users.isEmpty());
    }

    /** The process that is the game: {@code root} itself, else the first of its descendants with such a name. */
    public ProcessHandle game(ProcessHandle root, Collection<String> names) {
        if (names.isEmpty() || hasName(root, names)) {
            return root;
        }
        return root.descendants()
                .filter(handle -> hasName(handle, names) && table.isAlive(handle))
                .findFirst()
                .orElse(root);
    }

    private static boolean hasName(ProcessHandle handle, Collection<String> names) {
        Path folder = Path.of("/proc", Long.toString(handle.pid()));
        List<String> found = new ArrayList<>();
        try {
            // Cheaper than asking the handle, which reads more than the name; there are hundreds of processes.
            found.add(last(Files.readSymbolicLink(folder.resolve("exe")).toString()));
        } catch (IOException e) {
            if (!PROC) {
                handle.info().command().ifPresent(command -> found.add(last(command)));
            }
        }
        read(folder.resolve("comm")).map(String::strip).ifPresent(found::add);
        arguments(folder).stream().findFirst().ifPresent(first -> found.add(last(first)));
        return names.stream()
                .anyMatch(name ->
                        found.contains(name) || name.length() > COMM && found.contains(name.substring(0, COMM)));
    }

    private static boolean isBelow(ProcessHandle handle, SafePath install) {
        Path folder = Path.of("/proc", Long.toString(handle.pid()));
        for (String link : List.of("cwd", "exe")) {
            try {
                if (install.contains(Files.readSymbolicLink(folder.resolve(link)))) {
                    return true;
                }
            } catch (IOException e) {
                continue;
            }
        }
        String root = install.root() + "/";
        if (arguments(folder).stream().anyMatch(argument -> argument.startsWith(root))) {
            return true;
        }
        try {
            return handle.info()
                    .command()
                    .map(Path::of)
                    .filter(install::contains)
                    .isPresent();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> arguments(Path folder) {
        return read(folder.resolve("cmdline"))
                .map(line -> List.of(line.split("\0")))
                .orElse(List.of());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
