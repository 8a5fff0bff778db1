// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.FakeStream;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RconSessionTest {
    private static final String LOGGED_IN = "0a000000 01000000 02000000 0000";
    private static final String NO_PLAYERS =
            "21000000 02000000 00000000 4e6f20506c617965727320436f6e6e6563746564200a20 0000";

    private final FakeTime time = new FakeTime();
    private FakeStream wire;

    private RconSession session(Map<String, String> options, FakeStream stream) {
        wire = stream;
        Faults faults = new Faults("console", "Source RCON", new Endpoint("127.0.0.1", 27020));
        return new RconSession(stream, faults, RconOptions.of(options), 1, closed -> {});
    }

    private RconSession loggedIn(Map<String, String> options, String answers) {
        RconSession session = session(options, new FakeStream(time, ";" + LOGGED_IN + ";" + answers));
        session.login(Secret.of("s3cret"), soon());
        return session;
    }

    private String reply(String answers) {
        return loggedIn(Map.of(), answers).send("ListPlayers", soon());
    }

    private Deadline soon() {
        return time.in(Duration.ofSeconds(10));
    }

    private static String packet(int id, int type, String body) {
        return Hex.text(new RconPacket(id, type, body.getBytes(StandardCharsets.UTF_8)).encode());
    }

    @Test
    void sendsTheBytesOfTheProtocol() {
        assertEquals("No Players Connected \n ", reply(NO_PLAYERS));
        assertEquals(
                List.of(
                        "10000000010000000300000073336372657400" + "00",
                        "1500000002000000020000004c697374506c6179657273" + "0000"),
                wire.sent());
    }

    @Test
    void acceptsTheEmptyValueThatSourceServersSendFirst() {
        RconSession session = session(Map.of(), new FakeStream(time, ";" + packet(1, 0, "") + "|" + LOGGED_IN));
        session.login(Secret.of("s3cret"), soon());
        assertTrue(session.isOpen());
    }

    @Test
    void knowsBothWaysOfRefusingAPassword() {
        for (String refusal : List.of("0a000000 ffffffff 02000000 0000", "0a000000 ffffffff 00000000 0000")) {
            RconSession session = session(Map.of(), new FakeStream(time, ";" + refusal));
            assertEquals(
                    "console-password-wrong",
                    assertThrows(ReconException.class, () -> session.login(Secret.of("x"), soon()))
                            .code());
        }
    }

    @Test
    void joinsALongReply() {
        String text = "x".repeat(3999) + "é" + "y".repeat(3998) + "z".repeat(2001);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder packets = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 4000) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 4000));
            packets.append(Hex.text(new RconPacket(2, 0, part).encode())).append('|');
        }
        assertEquals(text, reply(packets.toString()));
    }

    @Test
    void waitsThroughAPauseBetweenFullPackets() {
        String full = "x".repeat(4000);
        assertEquals(full + "end", reply(packet(2, 0, full) + "|" + packet(2, 0, "end")));
        assertTrue(time.passed().toMillis() <= 100, time.passed()::toString);
    }

    @Test
    void readsAnySegmentation() {
        String whole = Hex.text(Hex.bytes(NO_PLAYERS));
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < whole.length(); at += 6) {
            chunks.append(whole, at, Math.min(whole.length(), at + 6)).append('|');
        }
        assertEquals("No Players Connected \n ", reply(chunks.toString()));
    }

    @Test
    void dropsWhatComesAfterTheEndOfAReply() {
        RconSession session = loggedIn(
                Map.of("reply", "sentinel"),
                packet(2, 0, "one") + ";" + packet(3, 0, "") + "0e000000 03000000 00000000 00010000 0000;"
                        + packet(4, 0, "two") + ";" + packet(5, 0, "Unknown request 0"));
        assertEquals("one", session.send("a", soon()));
        assertEquals("two", session.send("b", soon()));
        assertEquals("0a00000003000000000000000000", wire.sent().get(2));
        assertEquals(Duration.ZERO, time.passed());
    }

    @Test
    void acceptsAReplyUnderANumberNeverUsed() {
        assertEquals("hello", reply(packet(77, 0, "hello")));
        assertEquals("minus", reply(packet(-1, 0, "minus")));
    }

    @Test
    void prefersTheRightNumberToALatePacket() {
        RconSession session =
                loggedIn(Map.of(), packet(2, 0, "one") + ";" + packet(2, 0, "late") + packet(4, 0, "two"));
        assertEquals("one", session.send("a", soon()));
        assertEquals("two", session.send("b", soon()));
    }

    @Test
    void takesAnOldNumberWhenNothingBetterComes() {
        assertEquals("old", reply(packet(1, 0, "old")));
    }

    @Test
    void handsConsoleTextToTheListener() {
        RconSession session = loggedIn(Map.of(), packet(0, 4, "log line\nsecond") + packet(2, 0, "done"));
        List<String> lines = new ArrayList<>();
        session.onLine(lines::add);
        assertEquals("done", session.send("a", soon()));
        assertEquals(List.of("log line", "second"), lines);
    }

    @Test
    void decodesWhatIsNotUtf8() {
        assertEquals("Bj\u00f6rn", reply("10000000 02000000 00000000 42 6a f6 72 6e 00 0000"));
    }

    @Test
    void toleratesAMissingSecondNul() {
        assertEquals("ok", reply("0b000000 02000000 00000000 6f6b 00"));
    }

    @Test
    void refusesTwoCommandsInOne() {
        RconSession session = loggedIn(Map.of(), "");
        for (String command : List.of("say a\nstop", "say a\rstop", "say a\0", "x".repeat(1447))) {
            assertEquals(
                    "console-command-invalid",
                    assertThrows(ReconException.class, () -> session.send(command, soon()))
                            .code());
        }
        assertTrue(session.isOpen());
    }

    @Test
    void closesAfterAFailure() {
        RconSession session = loggedIn(Map.of(), "");
        assertThrows(ReconException.class, () -> session.send("a", soon()));
        assertFalse(session.isOpen());
        assertTrue(wire.isClosed());
        assertEquals(
                "console-closed",
                assertThrows(ReconException.class, () -> session.send("a", soon()))
                        .code());
    }

    @Test
    void saysWhyASentinelDoesNotWork() {
        RconSession session = loggedIn(Map.of("reply", "sentinel"), packet(2, 0, "one"));
        ReconException e = assertThrows(ReconException.class, () -> session.send("a", soon()));
        assertTrue(e.getMessage().contains("console.reply: sentinel"), e.getMessage());
    }

    @Test
    void refusesUnknownOptions() {
        ReconException e = assertThrows(ReconException.class, () -> RconOptions.of(Map.of("idel_ms", "1")));
        assertEquals("The key console.idel_ms is not known to the console kind source-rcon.", e.getMessage());
        assertThrows(ReconException.class, () -> RconOptions.of(Map.of("reply", "magic")));
        assertThrows(ReconException.class, () -> RconOptions.of(Map.of("idle_ms", "-5")));
    }

    @Test
    void explainsMalformedStreams() throws IOException {
        Malformed.check("rcon", written -> {
            RconSession session = session(Map.of(), new FakeStream(time, ";" + written));
            session.login(Secret.of("s3cret"), soon());
            session.send("ListPlayers", soon());
        });
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = List.of(
                Hex.bytes(LOGGED_IN + NO_PLAYERS), Hex.bytes(packet(1, 0, "") + LOGGED_IN), Hex.bytes(NO_PLAYERS));
        Fuzz.run(20_262, valid, bytes -> {
            int cut = Math.min(14, bytes.length);
            FakeStream stream = new FakeStream(
                    time,
                    List.of(
                            java.util.Arrays.copyOf(bytes, cut),
                            java.util.Arrays.copyOfRange(bytes, cut, bytes.length)));
            RconSession session = session(Map.of(), stream);
            session.login(Secret.of("s3cret"), soon());
            session.send("ListPlayers", soon());
        });
    }
}
