// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.FakeDatagrams;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Gs4ExchangeTest {
    static final String STATISTICS = "73706c69746e756d008000"
            + "\"hostname\" 00 \"A Server\" 00 \"version\" 00 \"1.21\" 00 \"map\" 00 \"world\" 00"
            + "\"numplayers\" 00 \"2\" 00 \"maxplayers\" 00 \"20\" 00 00"
            + "01706c617965725f0000 \"Al\" 00 \"Bob\" 00 00";
    private static final String TOKEN = "09 00000001 \"9513307\" 00";
    private static final String REPLY = "00 00000001" + STATISTICS;

    private final FakeTime time = new FakeTime();
    private FakeDatagrams wire;

    private QueryResult run(String... datagrams) {
        wire = new FakeDatagrams(time, Stream.of(datagrams).map(Hex::bytes).toList());
        Faults faults = new Faults("query", "Minecraft query", new Endpoint("127.0.0.1", 25565));
        return new Gs4Exchange(wire, faults, 1).run(time.in(Duration.ofSeconds(3)));
    }

    @Test
    void exchangesTheBytesOfTheProtocol() {
        QueryResult result = run(TOKEN, REPLY);
        assertEquals(List.of("fefd0900000001", "fefd00000000010091295b00000000"), wire.sent());
        assertEquals("A Server", result.name());
        assertEquals("world", result.map());
        assertEquals(20, result.maxPlayers());
        assertEquals(List.of(Player.named("Al"), Player.named("Bob")), result.list());
        assertEquals(Optional.of("1.21"), result.version());
    }

    @Test
    void passesOverForeignSessions() {
        assertEquals(
                2,
                run("09 00000002 \"1\" 00", TOKEN, "00 00000002" + STATISTICS, REPLY)
                        .players());
    }

    @Test
    void sendsNegativeTokens() {
        run("09 00000001 \"-1\" 00", REPLY);
        assertEquals("fefd0000000001ffffffff00000000", wire.sent().get(1));
    }

    @Test
    void explainsMalformedReplies() throws IOException {
        Malformed.check(
                "mc-query",
                written -> run(written.replace("<token>", TOKEN)
                        .replace("<pad>", "73706c69746e756d008000")
                        .split("\\|")));
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = List.of(Hex.bytes(REPLY), Hex.bytes(TOKEN));
        Fuzz.run(20_266, valid, bytes -> {
            if (bytes.length < 30) {
                run(Hex.text(bytes), REPLY);
            } else {
                run(TOKEN, Hex.text(bytes));
            }
        });
    }
}
