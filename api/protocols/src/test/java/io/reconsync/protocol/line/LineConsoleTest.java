// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Interrupting;
import io.reconsync.protocol.net.TcpPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineConsoleTest {
    private static final Map<String, String> SENTINEL = Map.of(
            "ok", "Press 'help'",
            "sentinel", "rs_%{nonce}",
            "sentinel_reply", "unknown command 'rs_%{nonce}'",
            "log_line", "^\\d{4}-\\d\\d-\\d\\dT\\S+ \\S+ (?:INF|WRN|ERR|EXC) ");
    private static final String LOG = "2026-03-14T19:43:54 432.501 INF ";

    private final LineConsole kind = new LineConsole();

    @AfterEach
    void close() {
        kind.close();
    }

    private static Deadline in(long millis) {
        return Deadline.after(Duration.ofMillis(millis));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for "secret", greets, then behaves like a game: log lines in between, unknown commands named. */
    private static void serve(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "Please enter password:");
        if (!in.readLine().equals("secret")) {
            say(socket, "Password incorrect, please enter password:");
            in.readLine();
            return;
        }
        say(socket, "Logon successful.");
        say(socket, "Press 'help' to get a list of all commands.");
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            say(socket, LOG + "Executing command '" + command + "' by Telnet from 127.0.0.1:5");
            if (command.equals("lp")) {
                say(socket, "0. id=171, Bob");
                say(socket, LOG + "GMSG: Player 'Al' joined the game");
                say(socket, "Total of 1 in the game");
            } else if (command.equals("quit")) {
                return;
            } else if (command.startsWith("rs_")) {
                say(socket, "*** ERROR: unknown command '" + command + "'");
            } else if (command.equals("flood")) {
                for (int i = 0; i < 2_000; i++) {
                    say(socket, "x".repeat(1_000));
                }
            }
        }
    }

    private ConsoleSession open(Endpoint at, Map<String, String> options) {
        return kind.open(at, Secret.of("secret"), options, in(10_000));
    }

    @Test
    void endsRepliesWithTheSentinelAndSortsTheLogOut() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (TcpPeer peer = new TcpPeer(LineConsoleTest::serve);
                ConsoleSession session = open(peer.at(), SENTINEL)) {
            session.onLine(lines::add);
            assertEquals("0. id=171, Bob\nTotal of 1 in the game\n", session.send("lp", in(10_000)));
            assertEquals("", session.send("saveworld", in(10_000)));
            assertEquals("0. id=171, Bob\nTotal of 1 in the game\n", session.send("lp", in(10_000)));
            assertEquals(LOG + "Executing command 'lp' by Telnet from 127.0.0.1:5", lines.poll(5, TimeUnit.SECONDS));
            assertEquals(LOG + "GMSG: Player 'Al' joined the game", lines.poll(5, TimeUnit.SECONDS));
            assertFalse(lines.stream().anyMatch(line -> line.contains("rs_")), lines::toString);
        }
    }

    @Test
    void endsRepliesWithATerminatorElseWithSilence() throws IOException {
        Map<String, String> options = Map.of(
                "ok",
                "Press 'help'",
                "terminator",
                "^Total of \\d+ in the game",
                "idle_ms",
                "2000",
                "log_line",
                "^2026");
        try (TcpPeer peer = new TcpPeer(LineConsoleTest::serve);
                ConsoleSession session = open(peer.at(), options)) {
            assertEquals("0. id=171, Bob\nTotal of 1 in the game\n", session.send("lp", in(10_000)));
            assertEquals("", session.send("say \"hi\"", in(10_000)));
        }
    }

    @Test
    void sendsARefusedPasswordOnlyOnce() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (TcpPeer peer = new TcpPeer(socket -> {
            connections.incrementAndGet();
            serve(socket);
        })) {
            for (int i = 0; i < 3; i++) {
                ReconException e = assertThrows(
                        ReconException.class, () -> kind.open(peer.at(), Secret.of("x"), SENTINEL, in(5_000)));
                assertEquals("console-password-wrong", e.code());
            }
            assertEquals(1, connections.get());
        }
    }

    @Test
    void refusesEndlessReplies() throws IOException {
        try (TcpPeer peer = new TcpPeer(LineConsoleTest::serve);
                ConsoleSession session = open(peer.at(), SENTINEL)) {
            ReconException e = assertThrows(ReconException.class, () -> session.send("flood", in(20_000)));
            assertEquals("console-malformed", e.code());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void saysThatTheServerHungUp() throws IOException {
        try (TcpPeer peer = new TcpPeer(LineConsoleTest::serve);
                ConsoleSession session = open(peer.at(), SENTINEL)) {
            assertEquals(
                    "console-closed",
                    assertThrows(ReconException.class, () -> session.send("quit", in(10_000)))
                            .code());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void tellsAClosedPortFromAHangingServer() throws IOException {
        Endpoint closed = TcpPeer.closedPort();
        assertEquals(
                "console-refused",
                assertThrows(ReconException.class, () -> open(closed, SENTINEL)).code());
        try (TcpPeer silent = TcpPeer.silent()) {
            ReconException e =
                    assertThrows(ReconException.class, () -> kind.open(silent.at(), Secret.of("x"), SENTINEL, in(300)));
            assertEquals("console-timeout", e.code());
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        try (TcpPeer silent = TcpPeer.silent();
                TcpPeer hung = new TcpPeer(socket -> {
                    say(socket, "Press 'help'");
                    socket.getInputStream().readAllBytes();
                });
                ConsoleSession session = open(hung.at(), SENTINEL)) {
            Interrupting.endsWithin(
                    Duration.ofSeconds(1), () -> session.send("lp", Deadline.after(Duration.ofMinutes(1))));
            Interrupting.endsWithin(
                    Duration.ofSeconds(1),
                    () -> kind.open(silent.at(), Secret.of("x"), SENTINEL, Deadline.after(Duration.ofMinutes(1))));
        }
    }

    @Test
    void leavesNoThreadWhenTheBundleGoes() throws Exception {
        try (TcpPeer peer = new TcpPeer(LineConsoleTest::serve)) {
            ConsoleSession session = open(peer.at(), SENTINEL);
            String name = "reconsync-console-" + peer.at();
            Thread reader = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            kind.close();
            reader.join(5_000);
            assertFalse(reader.isAlive());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void refusesBadOptions() {
        for (Map<String, String> options :
                List.of(Map.of("ok", "("), Map.of("idle_ms", "x"), Map.of("line_end", "cr"), Map.of("sentinal", "x"))) {
            assertThrows(ReconException.class, () -> LineOptions.of(options));
        }
    }
}
