// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads tar, strictly: what is not a file, folder or symbolic link of a plain archive is refused. */
final class TarReader implements ArchiveReader {
    private static final int LARGEST_RECORDS = 1 << 20;

    private final InputStream in;
    private final ArchiveLimits limits;
    private final Refusal refusal;
    private final byte[] block = new byte[TarFields.BLOCK];
    private ExactInput content;
    private long padding;
    private long entries;
    private long bytes;
    private boolean over;

    TarReader(InputStream in, ArchiveLimits limits, Refusal refusal) {
        this.in = in;
        this.limits = limits;
        this.refusal = refusal;
        this.content = new ExactInput(in, 0, refusal);
    }

    @Override
    public ArchiveEntry next() throws IOException {
        if (over) {
            return null;
        }
        content.drain();
        skipPadding();
        Map<String, byte[]> records = new HashMap<>();
        while (true) {
            readBlock();
            if (TarFields.isZero(block)) {
                end(records);
                return null;
            }
            if (TarFields.number(block, 148, 8) != TarFields.checksum(block)) {
                throw refusal.malformed("the checksum of a header in it is wrong");
            }
            if (++entries > limits.maxEntries()) {
                throw refusal.bomb("it has more than " + limits.maxEntries() + " entries");
            }
            long size = size(records);
            char flag = (char) (block[156] & 0xFF);
            switch (flag) {
                case 'x' -> records.putAll(PaxRecords.parse(data(size), refusal));
                case 'g' -> global(PaxRecords.parse(data(size), refusal));
                case 'L' -> records.put("path", cut(data(size)));
                case 'K' -> records.put("linkpath", cut(data(size)));
                default -> {
                    return entry(flag, size, records);
                }
            }
        }
    }

    private long size(Map<String, byte[]> records) {
        byte[] record = records.get("size");
        long size = record == null ? TarFields.number(block, 124, 12) : decimal(record, "size");
        if (size < 0) {
            throw refusal.malformed("the size of an entry makes no sense");
        }
        return size;
    }

    private void global(Map<String, byte[]> records) {
        if (records.containsKey("path") || records.containsKey("linkpath") || records.containsKey("size")) {
            throw refusal.malformed("a global header in it renames every entry");
        }
    }

    private ArchiveEntry entry(char flag, long size, Map<String, byte[]> records) {
        if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))) {
            throw refusal.malformed("it holds a sparse entry, which ReconSync never writes");
        }
        byte[] name = records.getOrDefault("path", header());
        ArchiveEntry.Type type = switch (flag) {
            case '0', '\0' -> ArchiveEntry.Type.FILE;
            case '5' -> ArchiveEntry.Type.FOLDER;
            case '2' -> ArchiveEntry.Type.LINK;
            case '1' -> throw refusal.malformed("it holds a hard link");
            case '3', '4', '6' -> throw refusal.malformed("it holds a device or a pipe");
            default -> throw refusal.malformed("it holds an entry of an unknown type");
        };
        if (type == ArchiveEntry.Type.FILE && name.length > 0 && name[name.length - 1] == '/') {
            type = ArchiveEntry.Type.FOLDER;
        }
        if (type != ArchiveEntry.Type.FILE && size != 0) {
            throw refusal.malformed("a folder or link in it has content");
        }
        bytes += size;
        if (bytes > limits.maxBytes() || bytes < 0) {
            throw refusal.bomb("it unpacks to more than " + limits.maxBytes() + " bytes");
        }
        content = new ExactInput(in, size, refusal);
        padding = -size & (TarFields.BLOCK - 1);
        return new ArchiveEntry(
                EntryNames.parse(name, refusal),
                type,
                size,
                modified(records),
                mode(),
                id(records.get("uid"), 108),
                id(records.get("gid"), 116),
                text(records.getOrDefault("uname", TarFields.text(block, 265, 32))),
                text(records.getOrDefault("gname", TarFields.text(block, 297, 32))),
                type == ArchiveEntry.Type.LINK ? Optional.of(target(records)) : Optional.empty());
    }

    private int mode() {
        long mode = TarFields.number(block, 100, 8);
        return mode < 0 ? -1 : (int) mode & 07777;
    }

    private byte[] header() {
        byte[] name = TarFields.text(block, 0, 100);
        byte[] prefix = TarFields.text(block, 345, 155);
        boolean posix = new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        if (!posix || prefix.length == 0) {
            return name;
        }
        byte[] whole = new byte[prefix.length + 1 + name.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    private byte[] target(Map<String, byte[]> records) {
        byte[] target = records.getOrDefault("linkpath", TarFields.text(block, 157, 100));
        if (target.length == 0 || target.length > 4096) {
            throw refusal.malformed("a symbolic link in it has no target or one that is too long");
        }
        return target;
    }

    private Instant modified(Map<String, byte[]> records) {
        byte[] record = records.get("mtime");
        if (record == null) {
            return Instant.ofEpochSecond(Math.max(0, TarFields.number(block, 136, 12)));
        }
        String text = new String(record, StandardCharsets.ISO_8859_1);
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,20})?")) {
            throw refusal.malformed("the time of an entry makes no sense");
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.setScale(0, java.math.RoundingMode.FLOOR).longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private int id(byte[] record, int at) {
        long id = record == null ? TarFields.number(block, at, 8) : decimal(record, "owner");
        return id < 0 || id > Integer.MAX_VALUE ? -1 : (int) id;
    }

    private long decimal(byte[] record, String what) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        if (!text.matches("[0-9]{1,18}")) {
            throw refusal.malformed("the " + what + " of an entry makes no sense");
        }
        return Long.parseLong(text);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] cut(byte[] bytes) {
        return TarFields.text(bytes, 0, bytes.length);
    }

    private byte[] data(long size) throws IOException {
        if (size > LARGEST_RECORDS) {
            throw refusal.bomb("a header in it has more than " + LARGEST_RECORDS + " bytes");
        }
        ExactInput data = new ExactInput(in, size, refusal);
        byte[] bytes = data.readAllBytes();
        padding = -size & (TarFields.BLOCK - 1);
        skipPadding();
        return bytes;
    }

    private void skipPadding() throws IOException {
        new ExactInput(in, padding, refusal).drain();
        padding = 0;
    }

    private void readBlock() throws IOException {
        if (in.readNBytes(block, 0, block.length) < block.length) {
            throw refusal.malformed("it ends in the middle");
        }
    }

    private void end(Map<String, byte[]> records) throws IOException {
        if (!records.isEmpty()) {
            throw refusal.malformed("it ends after a header without its entry");
        }
        readBlock();
        int read = block.length;
        while (read > 0) {
            for (int i = 0; i < read; i++) {
                if (block[i] != 0) {
                    throw refusal.malformed("there is something behind its end");
                }
            }
            read = in.readNBytes(block, 0, block.length);
        }
        over = true;
    }

    @Override
    public InputStream content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
