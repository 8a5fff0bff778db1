// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against bytes that were taken down before this code was written. */
class RconPacketTest {
    @ParameterizedTest
    @CsvSource({
        "1, 3, s3cret, 1000000001000000030000007333637265740000",
        "1, 2, '', 0a00000001000000020000000000",
        "-1, 2, '', 0a000000ffffffff020000000000",
        "2, 2, ListPlayers, 1500000002000000020000004c697374506c61796572730000",
        "3, 0, '', 0a00000003000000000000000000"
    })
    void bytesBothWays(int id, int type, String body, String hex) throws IOException {
        RconPacket packet = new RconPacket(id, type, body);
        assertEquals(hex, HexFormat.of().formatHex(packet.encode()));
        assertEquals(packet, read(hex));
    }

    @Test
    void replyOfAnEmptyArk() {
        RconPacket packet = new RconPacket(2, 0, "No Players Connected \n ");
        assertEquals(
                "2100000002000000000000004e6f20506c617965727320436f6e6e6563746564200a200000",
                HexFormat.of().formatHex(packet.encode()));
    }

    @Test
    void mirrorOfAnEmptyValue() {
        RconPacket packet = new RconPacket(3, 0, new byte[] {0, 1, 0, 0});
        assertEquals("0e0000000300000000000000000100000000", HexFormat.of().formatHex(packet.encode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"09000000010000000300000000", "ffffff7f010000000300000000", "0000000001", "10000000010000"})
    void badSizesEndTheConnection(String hex) {
        assertThrows(IOException.class, () -> read(hex));
    }

    private static RconPacket read(String hex) throws IOException {
        return RconPacket.read(
                new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex))));
    }
}
