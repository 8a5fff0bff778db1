// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/** Writes a new file, leaving holes where 4 KiB or more are zero, and hashes what it writes. */
final class HoleyFile {
    private static final int PAGE = 4096;
    private static final byte[] ZEROS = new byte[PAGE];

    private HoleyFile() {}

    /** Writes all of {@code in} to {@code file}, which must not exist. */
    static void write(Path file, InputStream in, MessageDigest hash, byte[] buffer) throws IOException {
        Set<java.nio.file.OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(file, options)) {
            long end = 0;
            int read;
            while ((read = in.readNBytes(buffer, 0, buffer.length)) > 0) {
                hash.update(buffer, 0, read);
                int at = 0;
                while (at < read) {
                    int hole = at;
                    while (hole + PAGE <= read && Arrays.equals(buffer, hole, hole + PAGE, ZEROS, 0, PAGE)) {
                        hole += PAGE;
                    }
                    at = hole;
                    int data = at;
                    while (data < read
                            && !(data + PAGE <= read && Arrays.equals(buffer, data, data + PAGE, ZEROS, 0, PAGE))) {
                        data = Math.min(read, data + PAGE);
                    }
                    put(channel, buffer, at, data - at, end + at);
                    at = data;
                }
                end += read;
            }
            if (channel.size() < end) {
                put(channel, ZEROS, 0, 1, end - 1);
            }
        }
    }

    private static void put(FileChannel channel, byte[] bytes, int from, int length, long at) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes, from, length);
        long position = at;
        while (data.hasRemaining()) {
            position += channel.write(data, position);
        }
    }
}
