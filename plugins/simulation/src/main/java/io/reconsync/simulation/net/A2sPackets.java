// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The bytes of A2S replies; little-endian, after Valve's description of the server queries. */
public final class A2sPackets {
    /** The request for INFO without a challenge. */
    public static final byte[] INFO_REQUEST =
            new Bytes().i32(-1).u8('T').string("Source Engine Query").toArray();

    private static final int MAX_PLAYERS = 64;

    private A2sPackets() {}

    public static byte[] challenge(byte[] challenge) {
        return new Bytes().i32(-1).u8('A').raw(challenge).toArray();
    }

    public static byte[] info(A2sInfo info) {
        Bytes out = new Bytes()
                .i32(-1)
                .u8('I')
                .u8(17)
                .string(info.name())
                .string(info.map())
                .string(info.folder())
                .string(info.game())
                .u16(info.appId())
                .u8(info.players())
                .u8(info.maxPlayers())
                .u8(0)
                .u8('d')
                .u8('l')
                .u8(info.password() ? 1 : 0)
                .u8(1)
                .string(info.version());
        if (info.edf() < 0) {
            return out.toArray();
        }
        out.u8(info.edf());
        if ((info.edf() & 0x80) != 0) {
            out.u16(info.gamePort());
        }
        if ((info.edf() & 0x10) != 0) {
            out.i64(info.steamId());
        }
        if ((info.edf() & 0x40) != 0) {
            out.u16(info.gamePort() + 5).string("tv");
        }
        if ((info.edf() & 0x20) != 0) {
            out.string(info.keywords());
        }
        if ((info.edf() & 0x01) != 0) {
            out.i64(info.gameId());
        }
        return out.toArray();
    }

    /** The count says how many play, also when the entries are cut at 64. */
    public static byte[] players(List<A2sInfo.Entry> entries) {
        Bytes out = new Bytes().i32(-1).u8('D').u8(Math.min(255, entries.size()));
        for (A2sInfo.Entry entry : entries.subList(0, Math.min(MAX_PLAYERS, entries.size()))) {
            out.u8(0).string(entry.name()).i32(entry.score()).f32(entry.seconds());
        }
        return out.toArray();
    }

    public static byte[] rules(Map<String, String> rules) {
        Bytes out = new Bytes().i32(-1).u8('E').u16(rules.size());
        rules.forEach((key, value) -> out.string(key).string(value));
        return out.toArray();
    }

    /**
     * Cuts a reply.
     *
     * @param size payload bytes per packet, also what the size field says
     */
    public static List<byte[]> split(byte[] reply, int id, int size) {
        int total = (reply.length + size - 1) / size;
        List<byte[]> packets = new ArrayList<>();
        for (int number = 0; number < total; number++) {
            byte[] part = Arrays.copyOfRange(reply, number * size, Math.min(reply.length, (number + 1) * size));
            packets.add(new Bytes()
                    .i32(-2)
                    .i32(id & 0x7fffffff)
                    .u8(total)
                    .u8(number)
                    .u16(size)
                    .raw(part)
                    .toArray());
        }
        return packets;
    }

    static boolean isInfo(byte[] request, int length) {
        return length >= INFO_REQUEST.length
                && Arrays.equals(request, 0, INFO_REQUEST.length, INFO_REQUEST, 0, INFO_REQUEST.length);
    }
}
