// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.FakeDatagrams;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BedrockQueryTest {
    static final String MAGIC = "00ffff00fefefefefdfdfdfd12345678";
    private static final String HEAD = "1c 0000000000000005 0000000000000007" + MAGIC;
    private static final String LINE = "MCPE;§bPowerNukkit;471;1.18.0;1;20;7;world;Survival;1;";

    private final FakeTime time = new FakeTime();
    private FakeDatagrams wire;

    static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return String.format("%04x", bytes.length) + Hex.text(bytes);
    }

    private QueryResult run(String... datagrams) {
        wire = new FakeDatagrams(time, Stream.of(datagrams).map(Hex::bytes).toList());
        Faults faults = new Faults("query", "Bedrock ping", new Endpoint("127.0.0.1", 19132));
        return BedrockQuery.ask(wire, faults, 5, time.in(Duration.ofSeconds(3)));
    }

    @Test
    void exchangesTheBytesOfTheProtocol() {
        QueryResult result = run(HEAD + text(LINE));
        assertEquals(List.of("01" + "0000000000000005" + MAGIC + "0000000000000002"), wire.sent());
        assertEquals("PowerNukkit", result.name());
        assertEquals("world", result.map());
        assertEquals(1, result.players());
        assertEquals(20, result.maxPlayers());
        assertEquals(Optional.of("1.18.0"), result.version());
    }

    @Test
    void explainsMalformedReplies() throws IOException {
        Malformed.check(
                "bedrock",
                written -> run((written.startsWith(">")
                                ? HEAD + text(written.substring(1))
                                : written.replace("<magic>", MAGIC))
                        .split("\\|")));
    }

    @Test
    void survivesMutations() {
        Fuzz.run(
                20_267,
                List.of(Hex.bytes(HEAD + text(LINE)), Hex.bytes(HEAD + text("MCPE;a;1;1;0;1"))),
                bytes -> run(Hex.text(bytes)));
    }
}
