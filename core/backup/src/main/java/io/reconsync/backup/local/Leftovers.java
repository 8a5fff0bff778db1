// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of puts that a kill cut short. Their names begin with a dot, so that they are no blobs, and name the process
 * that wrote them by host, number and start, so that those of a living one are left alone; several hosts may share a
 * store. Of another host's processes nothing is known: what they leave goes when nobody has written it for two days.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern NAME =
            Pattern.compile("\\.put-(?:h([0-9a-f]{8})-)?(\\d{1,18})-(\\d{1,18})-[0-9a-f-]+");
    private static final Duration OLD = Duration.ofDays(2);
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    /** Start times that two processes see of a third may differ by what the clock was set meanwhile. */
    private static final long TOLERANCE_MILLIS = 5_000;

    private final Path root;
    private final String host;
    private final String ours;

    Leftovers(Path root) {
        this.root = root;
        ProcessHandle self = ProcessHandle.current();
        this.host = host();
        this.ours = ".put-h" + host + "-" + self.pid() + "-" + started(self) + "-";
    }

    /** A container has a name of its own too, and sees only its own processes. */
    private static String host() {
        String name;
        try {
            name = Files.isReadable(HOST) ? Files.readString(HOST, StandardCharsets.ISO_8859_1) : named();
        } catch (IOException e) {
            name = named();
        }
        byte[] hash = StoreFolders.sha256().digest(name.strip().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    private static String named() {
        Map<String, String> environment = System.getenv();
        return environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", ""));
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
        try (Stream<Path> all = Files.find(
                root,
                9,
                (path, attributes) -> attributes.isRegularFile()
                        && isDead(
                                path.getFileName(),
                                attributes.lastModifiedTime().toInstant()))) {
            all.toList().forEach(this::remove);
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("Leftovers below {} could not be looked for: {}", root, e.getMessage());
        }
    }

    private boolean isDead(Path name, Instant written) {
        Matcher matcher = NAME.matcher(name.toString());
        if (!matcher.matches()) {
            return false;
        }
        if (matcher.group(1) != null && !matcher.group(1).equals(host)) {
            return written.plus(OLD).isBefore(Instant.now());
        }
        long started = Long.parseLong(matcher.group(3));
        return ProcessHandle.of(Long.parseLong(matcher.group(2)))
                .filter(process -> Math.abs(started(process) - started) <= TOLERANCE_MILLIS)
                .isEmpty();
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }
}
