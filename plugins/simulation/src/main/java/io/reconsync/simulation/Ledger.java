// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What really happened, as JSON lines, for the test alone: {@code seq}, {@code mono} (nanoseconds of the machine's
 * monotonic clock), {@code wall}, {@code pid}, {@code event} and the event's own fields. Lies outside the game's
 * directory, is appended to by later processes, and each line is one write, so a killed process leaves whole lines.
 */
public final class Ledger implements Closeable {
    private final FileChannel channel;
    private final long pid = ProcessHandle.current().pid();
    private long sequence;

    private Ledger(FileChannel channel) {
        this.channel = channel;
    }

    /** A ledger in {@code file}; null keeps no record. */
    public static Ledger open(Path file) throws IOException {
        if (file == null) {
            return new Ledger(null);
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        return new Ledger(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /** Appends one event; fields are given as name, value, name, value. */
    public synchronized void write(String event, Object... fields) {
        if (channel == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seq", ++sequence);
        line.put("mono", System.nanoTime());
        line.put("wall", Instant.now().toString());
        line.put("pid", pid);
        line.put("event", event);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            line.put((String) fields[i], fields[i + 1]);
        }
        try {
            channel.write(ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException lost) {
            throw new UncheckedIOException("the ledger cannot be written", lost);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
