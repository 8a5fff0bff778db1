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
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Interrupting;
import io.reconsync.protocol.net.TcpPeer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceRconTest {
    private final SourceRcon kind = new SourceRcon();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        kind.close();
    }

    private static Deadline in(long millis) {
        return Deadline.after(Duration.ofMillis(millis));
    }

    /** Logs anybody in whose password is "s3cret" and echoes commands. */
    private void echo(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int size = Integer.reverseBytes(in.readInt());
            byte[] bytes = in.readNBytes(size);
            RconPacket packet = RconPacket.decode(bytes, 0, size);
            String text = new String(packet.body(), StandardCharsets.UTF_8);
            boolean login = packet.type() == RconPacket.LOGIN;
            if (!login) {
                commands.add(text);
            }
            RconPacket reply = login
                    ? new RconPacket(text.equals("s3cret") ? packet.id() : -1, RconPacket.LOGIN_RESPONSE, new byte[0])
                    : new RconPacket(packet.id(), RconPacket.RESPONSE, packet.body());
            socket.getOutputStream().write(reply.encode());
        }
    }

    private ConsoleSession open(Endpoint at, String password) {
        return kind.open(at, Secret.of(password), Map.of("idle_ms", "50"), in(5_000));
    }

    @Test
    void answersFromManyThreadsOneByOne() throws IOException {
        try (TcpPeer peer = new TcpPeer(this::echo);
                ConsoleSession session = open(peer.at(), "s3cret")) {
            List<String> wrong = IntStream.range(0, 24)
                    .parallel()
                    .mapToObj(i -> "command " + i)
                    .filter(command -> !session.send(command, in(20_000)).equals(command))
                    .toList();
            assertEquals(List.of(), wrong);
            assertEquals(24, commands.size());
        }
    }

    @Test
    void sendsARefusedPasswordOnlyOnce() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (TcpPeer peer = new TcpPeer(socket -> {
            connections.incrementAndGet();
            echo(socket);
        })) {
            for (int i = 0; i < 5; i++) {
                ReconException e = assertThrows(ReconException.class, () -> open(peer.at(), "wrong"));
                assertEquals("console-password-wrong", e.code());
                assertFalse(e.sentence().contains("wrong password"), e.sentence());
            }
            assertEquals(1, connections.get());
            open(peer.at(), "s3cret").close();
            assertEquals(2, connections.get());
        }
    }

    @Test
    void tellsAClosedPortFromASilentOne() throws IOException {
        Endpoint closed = TcpPeer.closedPort();
        assertEquals(
                "console-refused",
                assertThrows(ReconException.class, () -> open(closed, "x")).code());
        try (TcpPeer silent = TcpPeer.silent()) {
            long start = System.nanoTime();
            ReconException e =
                    assertThrows(ReconException.class, () -> kind.open(silent.at(), Secret.of("x"), Map.of(), in(300)));
            assertEquals("console-timeout", e.code());
            assertTrue(System.nanoTime() - start < 3_000_000_000L);
        }
    }

    @Test
    void explainsAServerThatHangsUpDuringTheLogin() throws IOException {
        try (TcpPeer peer = new TcpPeer(socket -> socket.getInputStream().read())) {
            ReconException e = assertThrows(ReconException.class, () -> open(peer.at(), "x"));
            assertEquals("console-closed", e.code());
            assertEquals(Duration.ofSeconds(60), e.retryAfter().orElseThrow());
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        try (TcpPeer silent = TcpPeer.silent()) {
            Interrupting.endsWithin(
                    Duration.ofSeconds(1),
                    () -> kind.open(silent.at(), Secret.of("x"), Map.of(), Deadline.after(Duration.ofMinutes(1))));
        }
    }

    @Test
    void keepsIdleConnectionsAlive() throws Exception {
        CountDownLatch kept = new CountDownLatch(2);
        try (TcpPeer peer = new TcpPeer(this::echo)) {
            Map<String, String> options = Map.of("keepalive", "KeepAlive", "keepalive_seconds", "1", "idle_ms", "20");
            try (ConsoleSession session = kind.open(peer.at(), Secret.of("s3cret"), options, in(5_000))) {
                Thread watch = new Thread(() -> {
                    while (kept.getCount() > 0 && session.isOpen()) {
                        if (commands.size() > 2 - kept.getCount()) {
                            kept.countDown();
                        }
                        Thread.onSpinWait();
                    }
                });
                watch.start();
                assertTrue(kept.await(20, TimeUnit.SECONDS), commands::toString);
                assertEquals("KeepAlive", commands.get(0));
                assertEquals("x", session.send("x", in(5_000)));
            }
        }
    }

    @Test
    void leavesNoThreadWhenTheBundleGoes() throws Exception {
        try (TcpPeer peer = new TcpPeer(this::echo)) {
            ConsoleSession session =
                    kind.open(peer.at(), Secret.of("s3cret"), Map.of("keepalive", "KeepAlive"), in(5_000));
            String name = "reconsync-keepalive-" + peer.at();
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(candidate -> candidate.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            kind.close();
            thread.join(5_000);
            assertFalse(thread.isAlive());
            assertFalse(session.isOpen());
        }
    }
}
