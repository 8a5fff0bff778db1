// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** The ways in which games write their files. What is written is half noise, half repetition, as real worlds are. */
final class WorldFiles {
    private static final int CHUNK = 1 << 16;

    private WorldFiles() {}

    /** Overwrites the bytes where they lie. */
    static void inPlace(Path file, long generation, long size, Random random, Pace pace) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            fill(Channels.newOutputStream(channel), generation, size, random, pace);
        }
    }

    /** Empties the file and writes it anew. */
    static void truncated(Path file, long generation, long size, Random random, Pace pace) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            fill(out, generation, size, random, pace);
        }
    }

    /** Writes beside it and renames. */
    static void renamed(Path file, long generation, long size, Random random, Pace pace) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        truncated(temporary, generation, size, random, pace);
        commit(temporary, file);
    }

    /** The same with a given content, forced to disk. */
    static void renamed(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        commit(temporary, file);
    }

    /** Adds lines at the end; past {@code largest} bytes the file is begun anew. */
    static void appended(Path file, String lines, long largest) throws IOException {
        boolean anew = Files.exists(file) && Files.size(file) > largest;
        Files.writeString(
                file,
                lines,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                anew ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
    }

    private static void commit(Path temporary, Path file) throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void fill(OutputStream out, long generation, long size, Random random, Pace pace)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        byte[] noise = new byte[CHUNK / 2];
        for (long left = size; left > 0; left -= CHUNK) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, chunk, 8, noise.length);
            ByteBuffer.wrap(chunk).putLong(0, generation);
            int count = (int) Math.min(CHUNK, left);
            out.write(chunk, 0, count);
            pace.wrote(count);
        }
    }
}
