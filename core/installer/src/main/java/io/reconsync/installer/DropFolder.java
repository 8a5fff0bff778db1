// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies in {@code plugins/}. A jar counts once it looked the same in two scans; at the first scan also when it is
 * older than a few seconds, so that a start does not wait. Used by one thread.
 */
final class DropFolder {
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /**
     * How a jar looks from outside.
     *
     * @param kind {@code file}, {@code folder}, {@code link} or {@code other}
     * @param key what the file system calls it, so that a replaced file is told from the one before
     */
    record Look(String kind, long size, Instant modified, Object key) {
        boolean isFile() {
            return kind.equals("file");
        }
    }

    /** A jar that has come to rest. */
    record Settled(String file, Path path, Look look) {}

    private final Path folder;
    private final Clock clock;
    private Map<String, Look> before = new HashMap<>();
    private boolean first = true;

    DropFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A scan.
     *
     * @param settled jars that can be looked at, by name
     * @param names every jar, also moving ones
     */
    record Scan(List<Settled> settled, List<String> names) {
        boolean isComplete() {
            return settled.size() == names.size();
        }
    }

    /** @throws IOException when the folder cannot be read or is not there: that says nothing about the jars */
    Scan scan() throws IOException {
        Map<String, Look> now = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path path : entries.toList()) {
                look(path, now);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<Settled> settled = new ArrayList<>();
        now.forEach((file, look) -> {
            boolean old = first && look.modified().plus(SETTLED).isBefore(clock.instant());
            if (old || Objects.equals(before.get(file), look)) {
                settled.add(new Settled(file, folder.resolve(file), look));
            }
        });
        before = now;
        first = false;
        return new Scan(List.copyOf(settled), List.copyOf(now.keySet()));
    }

    private static void look(Path path, Map<String, Look> into) throws IOException {
        String name = path.getFileName().toString();
        if (name.startsWith(".") || !name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return;
        }
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            into.put(
                    name,
                    new Look(kind(seen), seen.size(), seen.lastModifiedTime().toInstant(), seen.fileKey()));
        } catch (NoSuchFileException e) {
            into.remove(name);
        }
    }

    private static String kind(BasicFileAttributes seen) {
        if (seen.isRegularFile()) {
            return "file";
        }
        return seen.isDirectory() ? "folder" : seen.isSymbolicLink() ? "link" : "other";
    }
}
