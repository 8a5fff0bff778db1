// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fields of a tar header block. Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar". */
final class TarFields {
    static final int BLOCK = 512;
    static final long LARGEST_OCTAL_SIZE = 077777777777L;
    static final int LARGEST_OCTAL_ID = 07777777;

    private TarFields() {}

    /** Octal digits and a NUL, {@code width} bytes in all. */
    static void octal(byte[] block, int at, int width, long value) {
        String digits = Long.toOctalString(value);
        Arrays.fill(block, at, at + width - 1, (byte) '0');
        byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at + width - 1 - bytes.length, bytes.length);
        block[at + width - 1] = 0;
    }

    /** Bytes, cut to the width. */
    static void bytes(byte[] block, int at, int width, byte[] value) {
        System.arraycopy(value, 0, block, at, Math.min(width, value.length));
    }

    /** A number in octal or, as GNU writes large ones, in base 256; -1 for nonsense. */
    static long number(byte[] block, int at, int width) {
        if ((block[at] & 0x80) != 0) {
            byte[] raw = Arrays.copyOfRange(block, at, at + width);
            raw[0] &= 0x7F;
            BigInteger value = new BigInteger(1, raw);
            return value.bitLength() > 62 ? -1 : value.longValue();
        }
        String text = new String(block, at, width, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (text.isEmpty()) {
            return 0;
        }
        return text.matches("[0-7]{1,20}") ? Long.parseLong(text, 8) : -1;
    }

    /** The bytes up to the first NUL. */
    static byte[] text(byte[] block, int at, int width) {
        int end = at;
        while (end < at + width && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, at, end);
    }

    /** The sum over the block with its own field as spaces. */
    static int checksum(byte[] block) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
        }
        return sum;
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
