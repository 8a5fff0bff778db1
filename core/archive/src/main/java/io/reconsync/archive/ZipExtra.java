// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * What zip has no field for: stock tools get the time in seconds (0x5455) and the owner (0x7875), we our own field
 * (0x5352) with nanoseconds and the owner's names. Source of the first two: Info-ZIP, proginfo/extrafld.txt.
 *
 * @param modified null when no field tells it
 * @param uid -1 when unknown
 * @param gid -1 when unknown
 * @param owner may be empty
 * @param group may be empty
 */
record ZipExtra(Instant modified, int uid, int gid, String owner, String group) {
    private static final int TIME = 0x5455;
    private static final int OWNER = 0x7875;
    private static final int OURS = 0x5352;

    static byte[] write(ArchiveEntry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipFields.put2(out, TIME);
        ZipFields.put2(out, 5);
        out.write(1);
        ZipFields.put4(out, entry.modified().getEpochSecond());
        if (entry.uid() >= 0 && entry.gid() >= 0) {
            ZipFields.put2(out, OWNER);
            ZipFields.put2(out, 11);
            out.write(1);
            out.write(4);
            ZipFields.put4(out, entry.uid());
            out.write(4);
            ZipFields.put4(out, entry.gid());
        }
        byte[] owner = short255(entry.owner());
        byte[] group = short255(entry.group());
        ZipFields.put2(out, OURS);
        ZipFields.put2(out, 1 + 8 + 4 + 2 + owner.length + group.length);
        out.write(1);
        ZipFields.put8(out, entry.modified().getEpochSecond());
        ZipFields.put4(out, entry.modified().getNano());
        out.write(owner.length);
        out.writeBytes(owner);
        out.write(group.length);
        out.writeBytes(group);
        return out.toByteArray();
    }

    private static byte[] short255(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length > 255 ? new byte[0] : bytes;
    }

    /** The content of the field with this id; empty when there is none. */
    static byte[] field(byte[] extra, int id, Refusal refusal) {
        int at = 0;
        while (at < extra.length) {
            if (extra.length - at < 4 || ZipFields.get2(extra, at + 2) > extra.length - at - 4) {
                throw refusal.malformed("an extra field in it makes no sense");
            }
            int length = ZipFields.get2(extra, at + 2);
            if (ZipFields.get2(extra, at) == id) {
                return Arrays.copyOfRange(extra, at + 4, at + 4 + length);
            }
            at += 4 + length;
        }
        return new byte[0];
    }

    static ZipExtra read(byte[] extra, Refusal refusal) {
        Instant time = null;
        byte[] seconds = field(extra, TIME, refusal);
        if (seconds.length >= 5 && (seconds[0] & 1) != 0) {
            time = Instant.ofEpochSecond((int) ZipFields.get4(seconds, 1));
        }
        int uid = -1;
        int gid = -1;
        byte[] ids = field(extra, OWNER, refusal);
        if (ids.length == 11 && ids[1] == 4 && ids[6] == 4) {
            uid = (int) ZipFields.get4(ids, 2);
            gid = (int) ZipFields.get4(ids, 7);
        }
        byte[] ours = field(extra, OURS, refusal);
        if (ours.length < 15 || ours[0] != 1) {
            return new ZipExtra(time, uid, gid, "", "");
        }
        int ownerLength = ours[13] & 0xFF;
        int groupAt = 14 + ownerLength;
        long second = ZipFields.get8(ours, 1);
        boolean sane = groupAt < ours.length
                && groupAt + 1 + (ours[groupAt] & 0xFF) == ours.length
                && Math.abs(second) < 1L << 40
                && ZipFields.get4(ours, 9) < 1_000_000_000;
        if (!sane) {
            throw refusal.malformed("an extra field in it makes no sense");
        }
        return new ZipExtra(
                Instant.ofEpochSecond(second, ZipFields.get4(ours, 9)),
                uid,
                gid,
                new String(ours, 14, ownerLength, StandardCharsets.UTF_8),
                new String(ours, groupAt + 1, ours.length - groupAt - 1, StandardCharsets.UTF_8));
    }
}
