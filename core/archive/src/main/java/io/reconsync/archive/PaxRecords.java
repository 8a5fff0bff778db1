// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Records {@code length key=value\n} before a header. Source: POSIX.1-2017, pax, "pax Extended Header". */
final class PaxRecords {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void put(String key, long value) {
        put(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    void putTime(String key, Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
        put(key, seconds.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    /** A value of raw bytes; bytes that are no UTF-8 are announced as such. */
    void put(String key, byte[] value) {
        if (!Arrays.equals(new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), value)) {
            record("hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
        }
        record(key, value);
    }

    private void record(String key, byte[] value) {
        int body = 1 + key.length() + 1 + value.length + 1;
        int length = body + Integer.toString(body).length();
        if (Integer.toString(length).length() > Integer.toString(body).length()) {
            length = body + Integer.toString(length).length();
        }
        out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
        out.write('\n');
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The records of a block of data by key, the last of a key counts. */
    static Map<String, byte[]> parse(byte[] data, Refusal refusal) {
        Map<String, byte[]> records = new HashMap<>();
        int at = 0;
        while (at < data.length) {
            int space = indexOf(data, ' ', at, Math.min(data.length, at + 8));
            String digits = space < 0 ? "" : new String(data, at, space - at, StandardCharsets.US_ASCII);
            int length = digits.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(digits) : -1;
            int equals = length < 0 ? -1 : indexOf(data, '=', space, Math.min(data.length, at + length));
            if (equals < 0 || length > data.length - at || data[at + length - 1] != '\n') {
                throw refusal.malformed("a pax record in it makes no sense");
            }
            String key = new String(data, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            records.put(key, Arrays.copyOfRange(data, equals + 1, at + length - 1));
            at += length;
        }
        return records;
    }

    private static int indexOf(byte[] data, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
