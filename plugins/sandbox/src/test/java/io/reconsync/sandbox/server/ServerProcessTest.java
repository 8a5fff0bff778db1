// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.a2s.A2sQuery;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    Path temp;

    private Path jar;
    private Path dir;

    @BeforeEach
    void unpack() throws Exception {
        jar = temp.resolve("server.jar");
        dir = Files.createDirectories(temp.resolve("a server"));
        try (InputStream in = Main.class.getResourceAsStream("/server/sandbox-server.jar")) {
            Files.copy(in, jar);
        }
    }

    private ServerUnderTest start(String... options) throws Exception {
        return new ServerUnderTest(jar, dir, options);
    }

    private Deadline brief() {
        return Deadline.after(Duration.ofMillis(700));
    }

    @Test
    void answersConsoleAndQueryWithHostileNames() throws Exception {
        try (ServerUnderTest server = start("--players", "0", "--name", "Box 1")) {
            assertEquals(Names.EVIL.size() + " came.", server.send("evil"));
            String list = server.send("list");
            assertEquals(Names.EVIL.size() + 1, list.split("\n", -1).length, list);
            assertTrue(list.contains("'; DROP TABLE players; --"), list);
            QueryResult result = new A2sQuery().query(server.query(), ServerUnderTest.soon());
            assertEquals("Box 1", result.name());
            assertEquals(Names.EVIL.size(), result.players());
            assertEquals("There is no player 'nobody'.", server.send("die nobody"));
            assertTrue(server.send("nonsense").contains("help"));
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        try (ServerUnderTest server = start()) {
            ReconException refused = assertThrows(ReconException.class, () -> server.console("wrong"));
            assertEquals("console-password-wrong", refused.code());
        }
    }

    @Test
    void savesOnCommandAndBySignalAndItsProofHolds() throws Exception {
        Path proof = temp.resolve("proof");
        try (ServerUnderTest server = start("--autosave", "1", "--proof", proof.toString())) {
            server.send("save-off");
            server.send("save-all");
            server.await("\\[world\\] saved generation=\\d+ ");
            server.process.destroy();
            assertEquals(143, server.exit());
        }
        Path world = dir.resolve("world");
        assertEquals(Optional.empty(), WorldCheck.check(world, () -> {}));
        Path last;
        try (Stream<Path> lists = Files.list(proof)) {
            last = lists.sorted().reduce((a, b) -> b).orElseThrow();
        }
        assertTrue(Files.readString(last).contains(WorldIndex.NAME));
        for (String line : Files.readAllLines(last)) {
            if (!line.startsWith("#") && line.matches("\\p{ASCII}*")) {
                assertEquals(
                        line.substring(0, 64),
                        Sums.of(world.resolve(line.substring(66))).sha256(),
                        line);
            }
        }
    }

    @Test
    void aCrashLosesNothingThatWasSavedAndAStopSaves() throws Exception {
        String generation;
        try (ServerUnderTest server = start("--autosave", "0")) {
            server.send("save-all");
            generation = server.await("saved generation=(\\d+)").group(1);
            assertThrows(ReconException.class, () -> server.send("crash"));
            assertEquals(139, server.exit());
        }
        try (ServerUnderTest server = start("--autosave", "0")) {
            server.await("\\[world\\] loaded generation=" + generation + " ");
            server.send("stop");
            assertEquals(0, server.exit());
            server.await("\\[world\\] saved generation=" + (Long.parseLong(generation) + 1) + " ");
        }
        assertEquals(Optional.empty(), WorldCheck.check(dir.resolve("world"), () -> {}));
    }

    @Test
    void aHangSilencesQueryAndConsoleUntilItEnds() throws Exception {
        try (ServerUnderTest server = start()) {
            server.send("hang");
            assertThrows(ReconException.class, () -> new A2sQuery().query(server.query(), brief()));
            try (ConsoleSession console = server.console()) {
                assertThrows(ReconException.class, () -> console.send("list", brief()));
            }
            assertEquals("The server goes on.", server.send("unhang"));
            QueryResult result = new A2sQuery().query(server.query(), ServerUnderTest.soon());
            assertEquals("Sandbox", result.map());
        }
    }

    @Test
    void refusesASecondServerABusyPortAndATornWorld() throws Exception {
        try (ServerUnderTest server = start()) {
            server.await("\\[server\\] ready");
            try (ServerUnderTest second = start()) {
                assertEquals(1, second.exit());
            }
            server.send("stop");
            assertEquals(0, server.exit());
        }
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket taken = new DatagramSocket(at);
                ServerUnderTest server = start("--query-port", Integer.toString(taken.getLocalPort()))) {
            server.await("\\[server\\] refused: The query's UDP port " + taken.getLocalPort() + " is taken");
            assertEquals(1, server.exit());
        }
        Files.writeString(dir.resolve("world/journal.log"), "torn");
        try (ServerUnderTest server = start()) {
            server.await("\\[server\\] refused: The world is torn .*journal.log");
            assertEquals(1, server.exit());
        }
    }
}
