// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey against an instance that is played by the test. */
class JourneyTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private boolean tampers;
    private String fails = "";
    private Home home;
    private Trial trial;
    private ServerSocketChannel socket;

    @BeforeEach
    void play() throws IOException {
        home = new Home(folder.resolve("h"));
        Files.createDirectories(home.run());
        trial = new Trial("box", home.root().resolve("world"), folder.resolve("hashes"));
        Files.createDirectories(trial.world().resolve("sub"));
        Files.createDirectories(trial.hashes());
        Files.writeString(trial.world().resolve("sub/a"), "saved state");
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(ControlSocket.of(home)));
        Thread thread = new Thread(this::serve, "played");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (socket.isOpen()) {
            try (SocketChannel client = socket.accept()) {
                String frame = ControlFrame.read(SocketStreams.in(client)).orElseThrow();
                List<String> words = ControlMessage.parse(frame).texts("words");
                String line = String.join(" ", words.subList(0, words.size() - 1));
                asked.add(line);
                boolean failed = !fails.isEmpty() && line.startsWith(fails);
                String json = failed
                        ? "{\"error\":{\"message\":\"The disk is full.\",\"next_step\":\"Make room.\"}}"
                        : answer(line);
                var out = SocketStreams.out(client);
                ControlFrame.write(out, ControlMessage.of("out", "text", json).json());
                ControlFrame.write(
                        out, ControlMessage.of("end", "exit", failed ? 1L : 0L).json());
            } catch (IOException e) {
                asked.add("closed");
            }
        }
    }

    private String answer(String line) throws IOException {
        Path stored = folder.resolve("stored");
        if (line.equals("status")) {
            return "{\"servers\":[{\"id\":\"box\",\"state\":\"running\"}]}";
        } else if (line.startsWith("backup now")) {
            FileTrees.copy(trial.world(), stored);
            StringBuilder list = new StringBuilder();
            WorldHashes.of(stored)
                    .forEach((path, sum) ->
                            list.append(sum).append("  ").append(path).append('\n'));
            Files.writeString(trial.hashes().resolve("1"), list);
        } else if (line.startsWith("restore")) {
            assertFalse(Files.exists(trial.world()), "the world was not deleted");
            FileTrees.copy(stored, trial.world());
            if (tampers) {
                Files.writeString(trial.world().resolve("sub/a"), "torn state");
            }
        }
        return "{\"text\":\"did " + line + "\"}";
    }

    private Journey journey() {
        RunningInstance instance =
                new RunningInstance(new Program(folder, "1", Role.STANDALONE), Role.STANDALONE, home);
        return new Journey(trial, new Asking(home), instance, new PrintStream(told));
    }

    private List<Map<String, Object>> go() throws IOException, InterruptedException {
        return journey().go();
    }

    @Test
    void beforeLinesThatStandReadyTheServerRuns() throws Exception {
        journey().begin();
        assertEquals(
                List.of("server start box --wait", "status"), List.copyOf(asked).subList(0, 2));
        assertEquals("", told.toString());
        fails = "server start";
        Refusal refusal = assertThrows(Refusal.class, () -> journey().begin());
        assertTrue(refusal.getMessage().contains("The disk is full."), refusal.getMessage());
    }

    @Test
    void theWholeWayIsGoneAndTold() throws Exception {
        assertEquals(8, go().size());
        assertEquals(
                List.of(
                        "server start box --wait",
                        "status",
                        "backup now box --wait",
                        "backup verify box --wait",
                        "server stop box --wait",
                        "restore box latest --yes --wait"),
                List.copyOf(asked).subList(0, 6));
        assertTrue(told.toString().contains("byte for byte what the server itself recorded in 1"), told.toString());
    }

    @Test
    void aWorldThatIsNotTheSavedOneIsNoProof() {
        tampers = true;
        Refusal refusal = assertThrows(Refusal.class, this::go);
        assertTrue(refusal.getMessage().contains("differs from every save"), refusal.getMessage());
    }

    @Test
    void whatFailsOnTheWayIsSaidAndTheWorldStays() {
        fails = "backup verify";
        Refusal refusal = assertThrows(Refusal.class, this::go);
        assertEquals("`backup verify box --wait` failed: The disk is full. Make room.", refusal.getMessage());
        assertTrue(Files.exists(trial.world().resolve("sub/a")));
    }
}
