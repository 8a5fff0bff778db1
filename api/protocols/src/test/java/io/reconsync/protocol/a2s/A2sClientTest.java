// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.FakeDatagrams;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class A2sClientTest {
    static final String INFO =
            "ffffffff49115265636f6e2041524b0054686549736c616e640061726b5f737572766976616c5f65766f6c766564"
                    + "0041524b3a20537572766976616c2045766f6c766564000000024600646c0101312e302e302e3000b1"
                    + "611e79dfd673ce2e40014f574e494e4749443a39302c4e554d4f50454e505542434f4e4e3a363800fe47050000000000";
    static final String PLAYERS = "ffffffff440200416c69636500000000000000f74200426f62000000000000007142";
    static final String RULES_1 = "feffffff07000000 02 00 0c00 ffffffff4502006100310062";
    static final String RULES_2 = "feffffff07000000 02 01 0c00 003200";
    static final String CHALLENGE = "ffffffff410df0ad0b";

    private final FakeTime time = new FakeTime();
    private FakeDatagrams wire;

    private A2sClient client(String... datagrams) {
        wire = new FakeDatagrams(time, Stream.of(datagrams).map(Hex::bytes).toList());
        return new A2sClient(wire, new Faults("query", "A2S", new Endpoint("127.0.0.1", 27015)));
    }

    private io.reconsync.api.Deadline soon() {
        return time.in(Duration.ofSeconds(3));
    }

    @Test
    void readsTheInfoThatAChallengePrecedes() {
        A2sInfo info = client(CHALLENGE, INFO).info(soon());
        assertEquals("Recon ARK", info.name());
        assertEquals("TheIsland", info.map());
        assertEquals(2, info.players());
        assertEquals(70, info.maxPlayers());
        assertEquals('l', info.system());
        assertTrue(info.password());
        assertEquals(OptionalInt.of(7777), info.extra().gamePort());
        assertEquals(Optional.of("346110"), info.extra().gameId());
        assertEquals(
                List.of(
                        "ffffffff54536f7572636520456e67696e6520517565727900",
                        "ffffffff54536f7572636520456e67696e65205175657279000df0ad0b"),
                wire.sent());
    }

    @Test
    void readsPlayersAfterAChallengeAndKeepsTheChallenge() {
        A2sClient client = client(CHALLENGE, PLAYERS, RULES_2, RULES_1);
        List<A2sPlayer> players = client.players(soon());
        assertEquals("Alice", players.get(0).name());
        assertEquals(Optional.of(Duration.ofMillis(123_500)), players.get(0).connected());
        assertEquals(Optional.of(Duration.ofMillis(60_250)), players.get(1).connected());
        assertEquals(Map.of("a", "1", "b", "2"), client.rules(soon()));
        assertEquals(List.of("ffffffff55ffffffff", "ffffffff550df0ad0b", "ffffffff560df0ad0b"), wire.sent());
    }

    @Test
    void putsShuffledAndDoubledPartsTogether() {
        assertEquals(
                List.of("a", "b"),
                List.copyOf(client(RULES_2, RULES_2, RULES_1).rules(soon()).keySet()));
    }

    @Test
    void acceptsASplitReplyWithoutTheInnerHeader() {
        Map<String, String> rules =
                client("feffffff 05000000 01 00 e004 45 0100 6100 3100").rules(soon());
        assertEquals(Map.of("a", "1"), rules);
    }

    @Test
    void acceptsANewChallengeAfterTheOldOneExpired() {
        A2sClient client = client(CHALLENGE, PLAYERS, "ffffffff4101020304", "ffffffff45 0000");
        client.players(soon());
        assertEquals(Map.of(), client.rules(soon()));
        assertEquals("ffffffff5601020304", wire.sent().get(3));
    }

    @Test
    void neverFollowsChallengesForEver() {
        ReconException e = assertThrows(
                ReconException.class,
                () -> client(CHALLENGE, CHALLENGE, CHALLENGE, CHALLENGE, CHALLENGE)
                        .info(soon()));
        assertEquals("query-malformed", e.code());
        assertEquals(4, wire.sent().size());
    }

    @Test
    void asksOnceMoreWhenADatagramIsLost() {
        ReconException e = assertThrows(ReconException.class, () -> client().info(soon()));
        assertEquals("query-timeout", e.code());
        assertEquals(2, wire.sent().size());
        assertTrue(time.passed().toMillis() <= 3_000, time.passed()::toString);
    }

    @Test
    void ignoresForeignDatagramsBeforeTheAnswer() {
        assertEquals(
                2,
                client("00", "ffffffff6d00", PLAYERS, "feffffff", INFO)
                        .info(soon())
                        .players());
    }

    @Test
    void keepsWhatATruncatedExtraPartSaid() {
        byte[] whole = Hex.bytes(INFO);
        A2sInfo info = client(Hex.text(Arrays.copyOf(whole, whole.length - 9))).info(soon());
        assertTrue(info.extra().truncated());
        assertEquals(OptionalInt.of(7777), info.extra().gamePort());
        assertEquals(Optional.empty(), info.extra().gameId());
    }

    @Test
    void readsEveryFieldOfTheExtraPartInItsOrder() {
        String head = "ffffffff49 11 6e00 6d00 6600 6700 0000 01 02 03 64 6c 00 01 3100 ";
        A2sInfo info = client(head + "f1 611e ffffffffffffffff 0a00 547600 6b00 fe47050000000000")
                .info(soon());
        assertEquals(Optional.of("18446744073709551615"), info.extra().steamId());
        assertEquals(OptionalInt.of(10), info.extra().tvPort());
        assertEquals(Optional.of("Tv"), info.extra().tvName());
        assertEquals(Optional.of("k"), info.extra().keywords());
        assertEquals(Optional.of("346110"), info.extra().gameId());
    }

    @Test
    void readsPastACountOf255() {
        StringBuilder reply = new StringBuilder("ffffffff44ff");
        for (int i = 0; i < 300; i++) {
            reply.append("00 4100 01000000 00000000");
        }
        assertEquals(300, client(reply.toString()).players(soon()).size());
    }

    @Test
    void leavesOutNonsensicalTimes() {
        String nan = "ffffffff44 02 00 4100 01000000 0000c07f 00 4200 01000000 000080ff";
        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                client(nan).players(soon()).stream().map(A2sPlayer::connected).toList());
    }

    @Test
    void saysThatBzip2IsNotSupported() {
        String packed = "feffffff 07000080 01 00 e004 0f000000 bb852df3 425a6839314159265359";
        ReconException e =
                assertThrows(ReconException.class, () -> client(packed).rules(soon()));
        assertEquals("query-unsupported", e.code());
    }

    @Test
    void explainsMalformedReplies() throws IOException {
        Malformed.check("a2s", written -> {
            A2sClient client = client(written.substring(2).split("\\|"));
            switch (written.charAt(0)) {
                case 'I' -> client.info(soon());
                case 'P' -> client.players(soon());
                default -> client.rules(soon());
            }
        });
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = Stream.of(INFO, PLAYERS, RULES_1, RULES_2, CHALLENGE)
                .map(Hex::bytes)
                .toList();
        Fuzz.run(20_261, valid, bytes -> {
            A2sClient client = client(Hex.text(bytes), RULES_2);
            switch (bytes.length % 3) {
                case 0 -> client.info(soon());
                case 1 -> client.players(soon());
                default -> client.rules(soon());
            }
        });
        assertArrayEquals(Hex.bytes("41"), Hex.bytes("\"A\""));
    }
}
