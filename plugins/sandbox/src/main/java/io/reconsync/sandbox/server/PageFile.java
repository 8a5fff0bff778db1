// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * {@code pages.db}: pages of 4 KiB, written one by one where they lie. A page: the generation that wrote it (8 bytes), its
 * number (4), the CRC32 of the page with this field zero (4), content. Page 0 is written last.
 */
final class PageFile {
    static final String NAME = "pages.db";
    static final int PAGE = 4096;
    private static final int CRC_AT = 12;

    private PageFile() {}

    /** Writes {@code share} of the pages, all for a new file; page 0 always and last. */
    static void write(Path file, long generation, int pages, double share, Random random, Pace pace)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            boolean fresh = channel.size() < (long) pages * PAGE;
            for (int page = pages - 1; page >= 0; page--) {
                if (fresh || page == 0 || random.nextDouble() < share) {
                    channel.write(page(generation, page, random), (long) page * PAGE);
                    pace.wrote(PAGE);
                }
            }
        }
    }

    private static ByteBuffer page(long generation, int number, Random random) {
        byte[] bytes = new byte[PAGE];
        byte[] noise = new byte[PAGE / 2];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 16, noise.length);
        ByteBuffer page = ByteBuffer.wrap(bytes);
        page.putLong(0, generation).putInt(8, number);
        page.putInt(CRC_AT, crc(bytes));
        return page;
    }

    private static int crc(byte[] page) {
        CRC32 crc = new CRC32();
        crc.update(page, 0, CRC_AT);
        crc.update(new byte[4]);
        crc.update(page, CRC_AT + 4, page.length - CRC_AT - 4);
        return (int) crc.getValue();
    }

    /** What is wrong with a file whose newest page is of a generation. */
    static Optional<String> check(Path file, long generation) throws IOException {
        byte[] bytes = new byte[PAGE];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int number = 0; (long) number * PAGE < channel.size(); number++) {
                ByteBuffer page = ByteBuffer.wrap(bytes);
                Arrays.fill(bytes, (byte) 0);
                while (page.hasRemaining() && channel.read(page, (long) number * PAGE + page.position()) >= 0) {
                    continue;
                }
                long written = page.getLong(0);
                if (page.getInt(8) != number || page.getInt(CRC_AT) != crc(bytes)) {
                    return Optional.of("Page " + number + " is torn: its sum does not fit.");
                }
                if (written > generation || number == 0 && written != generation) {
                    return Optional.of(
                            "Page " + number + " is of generation " + written + " and not of " + generation + ".");
                }
            }
        }
        return Optional.empty();
    }
}
