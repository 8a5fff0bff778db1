// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.FakeStream;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlpExchangeTest {
    static final String STATUS =
            "{\"version\":{\"name\":\"1.21.4\",\"protocol\":769},\"players\":{\"max\":20,\"online\":3,"
                    + "\"sample\":[{\"name\":\"Bob\",\"id\":\"069a79f4-44e9-4726-a5be-fca90e38aaf5\"}]},"
                    + "\"description\":{\"text\":\"A \",\"extra\":[{\"text\":\"§aMinecraft\"},\" Server\"]},\"favicon\":null}";

    private final FakeTime time = new FakeTime();

    static String packet(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return varInt(1 + varInt(text.length).length() / 2 + text.length) + "00" + varInt(text.length) + Hex.text(text);
    }

    private static String varInt(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int left = value; ; left >>>= 7) {
            out.write(left > 0x7f ? left & 0x7f | 0x80 : left);
            if (left <= 0x7f) {
                return Hex.text(out.toByteArray());
            }
        }
    }

    private QueryResult run(FakeStream wire) {
        Faults faults = new Faults("query", "Minecraft ping", new Endpoint("127.0.0.1", 25570));
        return new SlpExchange(wire, faults).run(time.in(Duration.ofSeconds(3)));
    }

    @Test
    void sendsTheBytesOfTheProtocol() {
        FakeStream wire = new FakeStream(time, ";" + packet(STATUS));
        run(wire);
        assertEquals(List.of("1300ffffffff0f093132372e302e302e3163e2010100"), wire.sent());
    }

    @Test
    void readsTheStatus() {
        QueryResult result = run(new FakeStream(time, ";" + packet(STATUS)));
        assertEquals("A Minecraft Server", result.name());
        assertEquals(3, result.players());
        assertEquals(20, result.maxPlayers());
        assertEquals("Bob", result.list().get(0).name());
        assertEquals(Optional.of("1.21.4"), result.version());
        assertEquals("769", result.rules().get("protocol"));
    }

    @Test
    void readsHowItStoodOnTheWire() {
        String json = "{\"description\":\"" + "x".repeat(137) + "\"}";
        assertEquals("9e01009b01", packet(json).substring(0, 10));
    }

    @Test
    void readsStatusesThatHideThings() {
        assertEquals(
                0,
                run(new FakeStream(time, ";" + packet("{\"description\":\"x\"}")))
                        .maxPlayers());
        assertEquals(
                0,
                run(new FakeStream(time, ";" + packet("{\"players\":{\"online\":-1}}")))
                        .players());
    }

    @Test
    void explainsMalformedReplies() throws IOException {
        Malformed.check(
                "slp",
                written -> run(new FakeStream(
                        time,
                        ";"
                                + (written.startsWith("{") || written.startsWith("[") || written.startsWith("'")
                                        ? packet(written.replace("'", "").replace("<deep>", "[".repeat(100)))
                                        : written))));
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = List.of(
                Hex.bytes(packet(STATUS)),
                Hex.bytes(packet("{\"description\":[[\"a\",{\"text\":\"b\"}]],\"players\":{}}")));
        Fuzz.run(20_265, valid, bytes -> run(new FakeStream(time, ";" + Hex.text(bytes) + "|EOF")));
    }
}
