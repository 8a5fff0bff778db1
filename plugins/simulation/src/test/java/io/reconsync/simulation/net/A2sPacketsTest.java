// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against bytes that were taken down before this code was written. */
class A2sPacketsTest {
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("a", "1");
        RULES.put("b", "2");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void infoRequest() {
        assertEquals("ffffffff54536f7572636520456e67696e6520517565727900", hex(A2sPackets.INFO_REQUEST));
    }

    @Test
    void challenge() {
        assertEquals(
                "ffffffff410df0ad0b", hex(A2sPackets.challenge(HexFormat.of().parseHex("0df0ad0b"))));
    }

    @Test
    void info() {
        A2sInfo info = new A2sInfo(
                "Recon ARK",
                "TheIsland",
                "ark_survival_evolved",
                "ARK: Survival Evolved",
                0,
                2,
                70,
                true,
                "1.0.0.0",
                0xB1,
                7777,
                0x01402ece73d6df79L,
                "OWNINGID:90,NUMOPENPUBCONN:68",
                346_110,
                List.of(),
                Map.of());
        assertEquals(
                "ffffffff49115265636f6e2041524b0054686549736c616e640061726b5f737572766976616c5f65766f6c76656400"
                        + "41524b3a20537572766976616c2045766f6c766564000000024600646c0101312e302e302e3000b1"
                        + "611e79dfd673ce2e40014f574e494e4749443a39302c4e554d4f50454e505542434f4e4e3a363800fe47050000000000",
                hex(A2sPackets.info(info)));
    }

    @Test
    void players() {
        List<A2sInfo.Entry> entries =
                List.of(new A2sInfo.Entry("Alice", 0, 123.5f), new A2sInfo.Entry("Bob", 0, 60.25f));
        assertEquals(
                "ffffffff440200416c69636500000000000000f74200426f62000000000000007142",
                hex(A2sPackets.players(entries)));
    }

    @Test
    void rulesAndTheirSplit() {
        byte[] rules = A2sPackets.rules(RULES);
        assertEquals("ffffffff4502006100310062003200", hex(rules));
        List<byte[]> packets = A2sPackets.split(rules, 7, 12);
        assertEquals(2, packets.size());
        assertEquals("feffffff0700000002000c00ffffffff4502006100310062", hex(packets.get(0)));
        assertArrayEquals(HexFormat.of().parseHex("feffffff0700000002010c00003200"), packets.get(1));
    }

    @Test
    void moreThan64PlayersAreCutButCounted() {
        List<A2sInfo.Entry> many = java.util.Collections.nCopies(100, new A2sInfo.Entry("x", 0, 0));
        byte[] packet = A2sPackets.players(many);
        assertEquals(100, packet[5]);
        assertEquals(6 + 64 * 11, packet.length);
    }
}
