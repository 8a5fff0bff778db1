// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Fields;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts replies together that a server sent in several datagrams (header {@code FE FF FF FF}, Source format). Takes them
 * in any order and more than once. Holds at most four sets of 128 KiB.
 */
final class SplitReply {
    private static final int MOST_PARTS = 32;
    private static final int MOST_BYTES = 128 * 1024;
    private static final int MOST_SETS = 4;
    private static final int HEADER = 4;

    private final Map<Integer, Parts> sets = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Parts> eldest) {
            return size() > MOST_SETS;
        }
    };

    /** Takes a datagram that starts with the split header; gives the whole reply once it is complete, else null. */
    byte[] add(byte[] datagram) throws BadBytes, Bzip2Unsupported {
        Fields in = Fields.littleEndian(datagram, HEADER);
        int id = in.i32("the number of a split packet");
        int total = in.u8("the count of a split packet");
        int number = in.u8("the place of a split packet");
        in.u16("the size of a split packet");
        if (id < 0) {
            throw new Bzip2Unsupported();
        }
        if (total == 0 || total > MOST_PARTS) {
            throw new BadBytes("it announces " + total + " parts, and 1 to " + MOST_PARTS + " are possible");
        }
        if (number >= total) {
            throw new BadBytes("it sends part " + number + " of " + total);
        }
        Parts parts = sets.computeIfAbsent(id, fresh -> new Parts(total));
        parts.put(total, number, in.raw(in.left(), "the data"));
        if (!parts.complete()) {
            return null;
        }
        sets.remove(id);
        return parts.join();
    }

    /** A reply packed with bzip2, which no game of the last decade sends and the JDK cannot read. */
    static final class Bzip2Unsupported extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class Parts {
        private final byte[][] parts;
        private int bytes;
        private int missing;

        Parts(int total) {
            parts = new byte[total][];
            missing = total;
        }

        void put(int total, int number, byte[] data) throws BadBytes {
            if (total != parts.length) {
                throw new BadBytes("it changes the count of parts from " + parts.length + " to " + total);
            }
            if (parts[number] != null) {
                return;
            }
            if (bytes + data.length > MOST_BYTES) {
                throw new BadBytes("its parts are larger than 128 KiB together");
            }
            parts[number] = data;
            bytes += data.length;
            missing--;
        }

        boolean complete() {
            return missing == 0;
        }

        byte[] join() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes);
            for (byte[] part : parts) {
                whole.writeBytes(part);
            }
            return whole.toByteArray();
        }
    }
}
