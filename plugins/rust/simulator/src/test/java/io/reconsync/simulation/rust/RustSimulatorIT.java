// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.SimVerify;
import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.world.Verdict;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RustSimulatorIT {
    private static final String MAIN = "io.reconsync.simulation.rust.Main";

    @TempDir
    Path folder;

    private GameProcess start(String... more) throws Exception {
        String[] arguments = new String[8 + more.length];
        List<String> usual = List.of("--speed", "50", "--password", "p w?+%", "--seed", "7", "--world-mb", "4");
        usual.toArray(arguments);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return GameProcess.start(MAIN, folder, arguments);
    }

    private Verdict verify() throws Exception {
        List<Verdict> verdicts = SimVerify.verify(folder.resolve("game"));
        assertEquals(1, verdicts.size());
        return verdicts.get(0);
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("game/logs/rust.log"));
    }

    @Test
    void savesOnCommandAndTheLedgerKnowsTheTree() throws Exception {
        try (GameProcess game = start("--set", "webrcon-noise=1")) {
            game.awaitReady();
            game.control("join Bob, 123/[x]");
            BlockingQueue<String> messages = connect(game, "p%20w%3F%2B%25");
            GameProcess.await("the save", () -> log().contains("Saving complete"));
            String all = messages.toString();
            assertTrue(all.contains("\"Identifier\": 0"), all);
            Map<?, ?> save = game.ledger("save-end").get(1);
            Verdict verdict = verify();
            assertEquals(Verdict.Status.OK, verdict.status(), verdict.problems()::toString);
            assertEquals(save.get("tree"), verdict.tree());
            assertEquals("server.save", game.ledger("command").get(0).get("text"));
            assertTrue(log().contains("/Bob, 123/[x] joined [windows/7656"), RustSimulatorIT.this::toString);
        }
    }

    private static BlockingQueue<String> connect(GameProcess game, String password) throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + game.port("console-port") + "/" + password),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    messages.add(text.toString());
                                    text.setLength(0);
                                }
                                from.request(1);
                                return null;
                            }

                            @Override
                            public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                messages.add("closed");
                                return null;
                            }

                            @Override
                            public void onError(WebSocket from, Throwable error) {
                                messages.add("closed");
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        CompletableFuture<WebSocket> sent =
                socket.sendText("{\"Identifier\":1001,\"Message\":\"server.save\",\"Name\":\"x\"}", true);
        sent.exceptionally(closed -> socket).get(10, TimeUnit.SECONDS);
        return messages;
    }

    @Test
    void aWrongPasswordIsRefusedEitherWay() throws Exception {
        try (GameProcess game = start()) {
            int refused = 0;
            for (int i = 0; i < 6; i++) {
                try {
                    assertEquals("closed", connect(game, "wrong").poll(10, TimeUnit.SECONDS));
                } catch (java.util.concurrent.ExecutionException | CompletionException http) {
                    refused++;
                }
            }
            assertTrue(refused > 0 && refused < 6, "refused at the handshake: " + refused);
            assertEquals(6, game.ledger("webrcon-refused").size());
            assertEquals(List.of(), game.ledger("command"));
        }
    }

    @Test
    void theSaveIsTornWhileItIsOverwritten() throws Exception {
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("save-delay 3000");
            game.control("save");
            GameProcess.await(
                    "overwriting",
                    () -> game.ledger("save-phase").stream()
                                    .filter(phase -> "overwrite".equals(phase.get("phase")))
                                    .count()
                            == 2);
            assertEquals(Verdict.Status.TORN, verify().status());
            assertEquals(
                    List.of("player.deaths.5.db", "player.identities.5.db"),
                    List.copyOf(verify().databases().keySet()));
            GameProcess.await("the save", () -> game.ledger("save-end").size() == 2);
            assertEquals(Verdict.Status.OK, verify().status());
        }
    }

    @ParameterizedTest
    @CsvSource({"segv,139", "abort,134", "kill,137", "oom,137", "exit1,1"})
    void crashesEndTheProcessAsAParentSeesIt(String kind, int code) throws Exception {
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("crash " + kind);
            assertEquals(code, game.exitCode());
            assertEquals(kind.equals("segv") || kind.equals("abort"), log().contains("Crash!!!"));
        }
    }

    @Test
    void aKillWhileOverwritingLeavesAWorldThatTheNextStartRefuses() throws Exception {
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("crash kill at delete");
            game.control("save-delay 200");
            game.control("save");
            assertEquals(137, game.exitCode());
        }
        assertEquals(Verdict.Status.OK, verify().status());
        assertFalse(verify().leftovers().isEmpty());
        Path save = folder.resolve("game/server/main/proceduralmap.3000.7.273.sav");
        try (RandomAccessFile file = new RandomAccessFile(save.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        Process refused = GameProcess.launch(MAIN, folder, "--seed", "7");
        assertTrue(refused.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, refused.exitValue());
        assertTrue(log().contains("Error loading save"));
    }

    @Test
    void quitsByConsoleAndGoesOnWithTheSameWorld() throws Exception {
        long generation;
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("build tower");
            game.control("stop");
            assertEquals(0, game.exitCode());
            generation = verify().generation();
            assertEquals("stop", game.ledger("save-end").get(1).get("cause"));
        }
        try (GameProcess game = start()) {
            game.awaitReady();
            assertEquals(generation, game.state().get("completed"));
            assertEquals("ok true", game.control("save wait"));
            assertEquals(generation + 1, verify().generation());
        }
    }

    @Test
    void failingAndTornSavesAreNoted() throws Exception {
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("fail-save");
            assertEquals("ok false", game.control("save wait"));
            assertEquals(Verdict.Status.OK, verify().status(), verify().problems()::toString);
            game.control("fill-disk");
            assertEquals("ok false", game.control("save wait"));
            game.control("free-disk");
            assertTrue(log().contains("No space left on device"));
            game.control("torn-save");
            assertEquals("ok true", game.control("save wait"));
            assertEquals(Verdict.Status.TORN, verify().status());
            assertEquals("ok true", game.control("save wait"));
            assertEquals(Verdict.Status.OK, verify().status());
        }
    }

    @Test
    void aWriterThatNeverRestsSavesBackToBack() throws Exception {
        try (GameProcess game = start("--never-pause-ms", "0")) {
            GameProcess.await("ten saves", () -> game.ledger("save-end").size() >= 10);
            assertNotEquals("READY", game.ledger("save-end").get(9).get("cause"));
            assertEquals("never-pause", game.ledger("save-end").get(9).get("cause"));
        }
    }

    @Test
    void offlineVerifierTellsByExitCode() throws Exception {
        try (GameProcess game = start()) {
            game.awaitReady();
            game.control("stop nosave");
            game.exitCode();
        }
        List<String> command = new java.util.ArrayList<>(GameProcess.java("io.reconsync.simulation.SimVerify"));
        command.add(folder.resolve("game").toString());
        assertEquals(0, new ProcessBuilder(command).start().waitFor());
        command.addAll(List.of("--at-least", "2"));
        assertEquals(3, new ProcessBuilder(command).start().waitFor());
        Files.delete(folder.resolve("game/server/main/proceduralmap.3000.7.273.sav"));
        assertEquals(1, new ProcessBuilder(command).start().waitFor());
    }
}
