// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Numbers of the zip format, little-endian. Source: PKWARE APPNOTE 6.3.10. */
final class ZipFields {
    static final long LOCAL = 0x04034b50L;
    static final long DESCRIPTOR = 0x08074b50L;
    static final long CENTRAL = 0x02014b50L;
    static final long END = 0x06054b50L;
    static final long END64 = 0x06064b50L;
    static final long LOCATOR64 = 0x07064b50L;
    static final long MAX32 = 0xFFFFFFFFL;
    static final int MAX16 = 0xFFFF;
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int ENCRYPTED = 1;
    static final int HAS_DESCRIPTOR = 1 << 3;
    static final int UTF8 = 1 << 11;
    static final int UNIX = 3;
    static final int EXTRA_ZIP64 = 1;

    private ZipFields() {}

    static void put2(ByteArrayOutputStream out, long value) {
        out.write((int) value);
        out.write((int) (value >>> 8));
    }

    static void put4(ByteArrayOutputStream out, long value) {
        put2(out, value);
        put2(out, value >>> 16);
    }

    static void put8(ByteArrayOutputStream out, long value) {
        put4(out, value);
        put4(out, value >>> 32);
    }

    static int get2(byte[] from, int at) {
        return (from[at] & 0xFF) | (from[at + 1] & 0xFF) << 8;
    }

    static long get4(byte[] from, int at) {
        return (get2(from, at) | (long) get2(from, at + 2) << 16) & MAX32;
    }

    static long get8(byte[] from, int at) {
        return get4(from, at) | get4(from, at + 4) << 32;
    }

    /** Date and time as MS-DOS keeps them, in UTC, within 1980 to 2107. */
    static long dosTime(Instant time) {
        LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        if (at.getYear() < 1980) {
            return 1 << 21 | 1 << 16;
        }
        int year = Math.min(2107, at.getYear()) - 1980;
        long date = (long) year << 9 | (long) at.getMonthValue() << 5 | at.getDayOfMonth();
        return date << 16 | (long) at.getHour() << 11 | (long) at.getMinute() << 5 | at.getSecond() / 2;
    }
}
