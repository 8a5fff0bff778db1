// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One world file. Big-endian: the game's own first bytes, then header ({@code magic, G, timeline, seed, record bytes,
 * record count, event count, name, events}, CRC32 of the header), the records ({@code index, changed-in, payload,
 * CRC32}), and the trailer ({@code "TRLR", G}, SHA-256 of every byte before it). Whatever is cut, swapped or flipped
 * shows.
 */
public final class WorldFile {
    private static final byte[] MAGIC = {0x00, 'W', 'R', 'L', 'D', 0x01, 0x1a, 0x0a};
    private static final int TRAILER = 0x54524C52;
    private static final int MAX_PREAMBLE = 4096;
    private static final int MAX_COUNT = 1 << 20;

    private WorldFile() {}

    /** The exact number of bytes that {@link #write} writes. */
    public static long size(WorldImage image, byte[] preamble) throws IOException {
        return preamble.length + header(image).length + 4L + (16L + image.recordBytes()) * image.records() + 12 + 32;
    }

    /** Writes the image; the stream is flushed, not closed. */
    public static void write(WorldImage image, byte[] preamble, OutputStream to) throws IOException {
        DigestOutputStream digest = new DigestOutputStream(to, Sha256.digest());
        DataOutputStream out = new DataOutputStream(digest);
        out.write(preamble);
        byte[] header = header(image);
        out.write(header);
        out.writeInt((int) crc(header));
        long[] changed = image.changed();
        for (int i = 0; i < changed.length; i++) {
            byte[] record = record(i, changed[i], image.payload(i));
            out.write(record);
            out.writeInt((int) crc(record));
        }
        out.writeInt(TRAILER);
        out.writeLong(image.generation());
        digest.on(false);
        out.write(digest.getMessageDigest().digest());
        out.flush();
    }

    /**
     * Reads and checks a whole file.
     *
     * @throws TornException if any byte is not as written
     */
    public static WorldImage read(InputStream from) throws IOException {
        DigestInputStream digest = new DigestInputStream(from, Sha256.digest());
        DataInputStream in = new DataInputStream(digest);
        try {
            skipPreamble(in);
            WorldImage image = readRecords(in, readHeader(in));
            check(in.readInt() == TRAILER, "the trailer is missing");
            check(in.readLong() == image.generation(), "header and trailer differ in generation");
            byte[] expected = digest.getMessageDigest().digest();
            check(Arrays.equals(expected, in.readNBytes(32)), "SHA-256 of the file does not match");
            check(in.read() < 0, "bytes follow the trailer");
            return image;
        } catch (EOFException cut) {
            throw new TornException("the file ends too early");
        }
    }

    private static void skipPreamble(DataInputStream in) throws IOException {
        int matched = 0;
        for (int i = 0; i < MAX_PREAMBLE + MAGIC.length; i++) {
            byte b = in.readByte();
            matched = b == MAGIC[matched] ? matched + 1 : b == MAGIC[0] ? 1 : 0;
            if (matched == MAGIC.length) {
                return;
            }
        }
        throw new TornException("the header is missing");
    }

    private static WorldImage readHeader(DataInputStream in) throws IOException {
        long generation = in.readLong();
        long timeline = in.readLong();
        long seed = in.readLong();
        int recordBytes = in.readInt();
        int records = in.readInt();
        int count = in.readInt();
        check(recordBytes > 0 && recordBytes <= 1 << 20 && recordBytes % 8 == 0, "the header has a bad record size");
        check(records >= 0 && records <= MAX_COUNT && count >= 0 && count <= MAX_COUNT, "the header has bad counts");
        String name = text(in);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(text(in));
        }
        WorldImage image = new WorldImage(name, seed, timeline, generation, recordBytes, new long[records], events);
        check((int) crc(header(image)) == in.readInt(), "CRC32 of the header does not match");
        return image;
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        check(length >= 0 && length <= 1 << 16, "the header has a bad text");
        byte[] bytes = in.readNBytes(length);
        check(bytes.length == length, "the file ends too early");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static WorldImage readRecords(DataInputStream in, WorldImage header) throws IOException {
        long[] changed = new long[header.records()];
        for (int i = 0; i < changed.length; i++) {
            byte[] record = in.readNBytes(12 + header.recordBytes());
            check(record.length == 12 + header.recordBytes(), "the file ends too early, in record " + i);
            check((int) crc(record) == in.readInt(), "CRC32 of record " + i + " does not match");
            changed[i] = ByteBuffer.wrap(record).getLong(4);
        }
        return header.withChanged(changed);
    }

    private static byte[] header(WorldImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeLong(image.generation());
        out.writeLong(image.timeline());
        out.writeLong(image.seed());
        out.writeInt(image.recordBytes());
        out.writeInt(image.records());
        out.writeInt(image.events().size());
        text(out, image.name());
        for (String event : image.events()) {
            text(out, event);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] record(int index, long changed, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(12 + payload.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(index);
        out.writeLong(changed);
        out.write(payload);
        return bytes.toByteArray();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static void check(boolean holds, String otherwise) throws TornException {
        if (!holds) {
            throw new TornException(otherwise);
        }
    }
}
