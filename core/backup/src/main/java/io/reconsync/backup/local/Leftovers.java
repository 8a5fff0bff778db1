// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of puts that a kill cut short. Their names begin with a dot, so that they are no blobs, and name the process
 * that wrote them by number and start, so that those of a living one are left alone.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern NAME = Pattern.compile("\\.put-(\\d+)-(\\d+)-[0-9a-f-]+");

    private final Path root;
    private final String ours;

    Leftovers(Path root) {
        this.root = root;
        ProcessHandle self = ProcessHandle.current();
        this.ours = ".put-" + self.pid() + "-" + started(self) + "-";
    }

    /** A name beside a blob's file. */
    Path name(Path target) {
        return target.resolveSibling(ours + UUID.randomUUID());
    }

    void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.getMessage());
        }
    }

    /** Removes those of processes that are gone. */
    void sweep() {
        try (Stream<Path> all =
                Files.find(root, 9, (path, attributes) -> attributes.isRegularFile() && isDead(path.getFileName()))) {
            all.toList().forEach(this::remove);
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("Leftovers below {} could not be looked for: {}", root, e.getMessage());
        }
    }

    private static boolean isDead(Path name) {
        Matcher matcher = NAME.matcher(name.toString());
        if (!matcher.matches()) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(matcher.group(1)))
                .filter(process -> started(process) == Long.parseLong(matcher.group(2)))
                .isEmpty();
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }
}
