// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Interrupting;
import io.reconsync.protocol.net.TcpPeer;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebRconTest {
    private final WebRcon kind = new WebRcon();

    @AfterEach
    void close() {
        kind.close();
    }

    private static Deadline in(long millis) {
        return Deadline.after(Duration.ofMillis(millis));
    }

    private ConsoleSession open(Endpoint at, String password) {
        return kind.open(at, Secret.of(password), Map.of("quiet_ms", "10000"), in(10_000));
    }

    private static void welcome(WsPeer.Connection client) throws IOException {
        client.reply(client.identifier(), "{}");
    }

    private static WsPeer answering(WsPeer.Script afterWelcome) throws IOException {
        return new WsPeer(client -> {
            welcome(client);
            afterWelcome.serve(client);
            client.in().readAllBytes();
        });
    }

    @Test
    void sendsTheFrameOfTheProtocolAndEscapesThePassword() throws IOException {
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        try (WsPeer peer = new WsPeer(client -> {
            String frame = client.read();
            frames.add(frame);
            client.reply("1001", "{}");
            frames.add(client.read());
            client.reply("1002", "done");
        })) {
            try (ConsoleSession session = open(peer.at(), "p/w d?ü%")) {
                assertEquals("done", session.send("say \"hi\"", in(5_000)));
            }
            assertEquals("/p%2Fw%20d%3F%C3%BC%25", peer.paths().get(0));
            assertEquals("{\"Identifier\":1001,\"Message\":\"serverinfo\",\"Name\":\"ReconSync\"}", frames.remove());
            assertEquals(
                    "{\"Identifier\":1002,\"Message\":\"say \\\"hi\\\"\",\"Name\":\"ReconSync\"}", frames.remove());
        }
    }

    @Test
    void routesByIdentifierAndHandsTheRestToTheListener() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (WsPeer peer = answering(client -> {
                    String id = client.identifier();
                    client.reply("0", "Saving complete\\nsecond line");
                    client.text(
                            "{\"message\":\"{\\n \\\"Message\\\":\\\"hi\\\"}\",\"identifier\":-1,\"type\":\"Chat\"}");
                    client.reply("9999", "of somebody else");
                    client.text("{\"MESSAGE\":\"mine\",\"IDENTIFIER\":\"" + id + "\",\"StackTrace\":null,\"x\":[{}]}");
                });
                ConsoleSession session = open(peer.at(), "x")) {
            session.onLine(lines::add);
            assertEquals("mine", session.send("playerlist", in(5_000)));
            assertEquals("Saving complete", lines.poll(5, TimeUnit.SECONDS));
            assertEquals("second line", lines.poll(5, TimeUnit.SECONDS));
            assertEquals("{  \"Message\":\"hi\"}", lines.poll(5, TimeUnit.SECONDS));
            assertNull(lines.poll());
        }
    }

    @Test
    void takesAConsoleLineForTheEndOfACommandWithoutReply() throws IOException {
        try (WsPeer peer = answering(client -> {
                    client.read();
                    client.reply("0", "Kicking Bob");
                    client.reply(client.identifier(), "next");
                });
                ConsoleSession session = kind.open(peer.at(), Secret.of("x"), Map.of("quiet_ms", "300"), in(10_000))) {
            assertEquals("", session.send("kick 1", in(10_000)));
            assertEquals("next", session.send("x", in(10_000)));
        }
    }

    @Test
    void joinsFragmentsUpTo4MiB() throws IOException {
        byte[] part = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (WsPeer peer = answering(client -> {
                    String id = client.identifier();
                    client.frame(
                            WsPeer.TEXT,
                            false,
                            ("{\"Identifier\":" + id + ",\"Message\":\"").getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 3; i++) {
                        client.frame(WsPeer.CONTINUATION, false, part);
                    }
                    client.frame(WsPeer.CONTINUATION, true, "\"}".getBytes(StandardCharsets.US_ASCII));
                });
                ConsoleSession session = open(peer.at(), "x")) {
            assertEquals(3 << 20, session.send("playerlist", in(20_000)).length());
        }
    }

    @Test
    void refusesEndlessFrames() throws IOException {
        byte[] part = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (WsPeer peer = answering(client -> {
                    client.read();
                    client.frame(WsPeer.TEXT, false, part);
                    for (int i = 0; i < 20; i++) {
                        client.frame(WsPeer.CONTINUATION, false, part);
                    }
                });
                ConsoleSession session = open(peer.at(), "x")) {
            ReconException e = assertThrows(ReconException.class, () -> session.send("a", in(20_000)));
            assertEquals("console-malformed", e.code());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void takesAHangUpBeforeTheFirstAnswerForAWrongPassword() throws IOException {
        try (WsPeer peer = new WsPeer(client -> client.read())) {
            ReconException e = assertThrows(ReconException.class, () -> open(peer.at(), "hunter2"));
            assertEquals("console-password-wrong", e.code());
            assertThrows(ReconException.class, () -> open(peer.at(), "hunter2"));
            assertEquals(1, peer.paths().size());
        }
    }

    @Test
    void neverShowsThePassword() throws IOException {
        for (String answer : List.of(
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 500 x\r\n\r\n",
                "nonsense\r\n\r\n",
                "")) {
            try (TcpPeer peer = new TcpPeer(socket -> {
                WsPeer.head(new DataInputStream(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            })) {
                ReconException e = assertThrows(ReconException.class, () -> open(peer.at(), "hunter2"));
                for (Throwable t = e; t != null; t = t.getCause()) {
                    assertFalse(String.valueOf(t).contains("hunter2"), t::toString);
                }
                assertEquals(
                        answer.contains("500") || answer.startsWith("non")
                                ? "console-malformed"
                                : "console-password-wrong",
                        e.code());
            }
        }
    }

    @Test
    void saysThatTheServerHungUp() throws IOException {
        try (WsPeer peer = new WsPeer(client -> {
                    welcome(client);
                    client.read();
                });
                ConsoleSession session = open(peer.at(), "x")) {
            ReconException e = assertThrows(ReconException.class, () -> session.send("quit", in(5_000)));
            assertEquals("console-closed", e.code());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void tellsAClosedPortFromAHangingServer() throws IOException {
        Endpoint closed = TcpPeer.closedPort();
        assertEquals(
                "console-refused",
                assertThrows(ReconException.class, () -> open(closed, "x")).code());
        try (TcpPeer silent = TcpPeer.silent()) {
            ReconException e =
                    assertThrows(ReconException.class, () -> kind.open(silent.at(), Secret.of("x"), Map.of(), in(300)));
            assertEquals("console-timeout", e.code());
        }
        try (WsPeer hung = answering(client -> {});
                ConsoleSession session = open(hung.at(), "x")) {
            assertEquals(
                    "console-timeout",
                    assertThrows(ReconException.class, () -> session.send("a", in(300)))
                            .code());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        try (TcpPeer silent = TcpPeer.silent();
                WsPeer hung = answering(client -> {});
                ConsoleSession session = open(hung.at(), "x")) {
            Interrupting.endsWithin(
                    Duration.ofSeconds(1),
                    () -> kind.open(silent.at(), Secret.of("x"), Map.of(), Deadline.after(Duration.ofMinutes(1))));
            Interrupting.endsWithin(
                    Duration.ofSeconds(1), () -> session.send("a", Deadline.after(Duration.ofMinutes(1))));
        }
    }

    @Test
    void closesItsSessionsWhenTheBundleGoes() throws IOException {
        try (WsPeer peer = answering(client -> {})) {
            ConsoleSession session = open(peer.at(), "x");
            assertTrue(session.isOpen());
            kind.close();
            assertFalse(session.isOpen());
        }
    }
}
