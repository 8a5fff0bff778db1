// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What makes the files of a world one save: {@code world.index}, written last. Text lines: the generation, the timeline
 * (a number made with the world), and for each file CRC32, size, the generation that wrote it and its path; the last line
 * is the CRC32 of all before.
 *
 * @param generation counts the saves
 * @param timeline tells worlds apart
 * @param files by path with {@code /} below the world
 */
record WorldIndex(long generation, long timeline, Map<String, Entry> files) {
    static final String NAME = "world.index";
    private static final String MAGIC = "reconsync-sandbox 1";

    WorldIndex {
        files = new TreeMap<>(files);
    }

    /** One file. */
    record Entry(long crc, long size, long generation) {}

    byte[] format() {
        StringBuilder text = new StringBuilder(MAGIC).append('\n');
        text.append("generation ").append(generation).append('\n');
        text.append("timeline ").append(Long.toHexString(timeline)).append('\n');
        files.forEach((path, entry) -> text.append(String.format(
                "%08x %d %d %s%n".replace("%n", "\n"), entry.crc(), entry.size(), entry.generation(), path)));
        return (text + "end " + crc(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads it; empty when it is not whole. */
    static Optional<WorldIndex> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf("end ");
        if (end < 0 || !text.substring(end).equals("end " + crc(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        try {
            String[] lines = text.substring(0, end).split("\n");
            if (lines.length < 3 || !lines[0].equals(MAGIC)) {
                return Optional.empty();
            }
            Map<String, Entry> files = new TreeMap<>();
            for (int i = 3; i < lines.length; i++) {
                String[] parts = lines[i].split(" ", 4);
                Entry entry =
                        new Entry(Long.parseLong(parts[0], 16), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                files.put(parts[3], entry);
            }
            return Optional.of(new WorldIndex(
                    Long.parseLong(lines[1].substring("generation ".length())),
                    Long.parseUnsignedLong(lines[2].substring("timeline ".length()), 16),
                    files));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
