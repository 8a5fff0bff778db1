// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One game server whose program is a script that becomes the simulator; its configuration, ledger and judge. */
final class Played implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Game game;
    final Path install;
    final Path ledger;
    private final int control;

    private Played(Game game, Path install, Path ledger, int control) {
        this.game = game;
        this.install = install;
        this.ledger = ledger;
        this.control = control;
    }

    /** Lays the server out below a folder and configures it; {@code options} go to the simulator. */
    static Played in(Installation at, Path folder, Game game, String more, String... options) throws IOException {
        Path install = Files.createDirectories(folder.resolve("gäme 🎲 " + game.id()));
        Path ledger = folder.resolve(game.id() + "-ledger.jsonl");
        int port = port();
        int control = port();
        Path program = install.resolve(game.program);
        Files.createDirectories(program.getParent());
        Files.createDirectories(install.resolve(game.world).getParent());
        String script = "#!/bin/sh\nexec '" + java() + "' -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC -jar '"
                + jar(game) + "' --dir \"" + game.folder + "\" --ledger '" + ledger + "' --speed 50 --control-port "
                + control + " " + String.join(" ", options) + " -- \"$@\"\n";
        Files.writeString(program, script);
        if (!program.toFile().setExecutable(true)) {
            throw new AssertionError(program + " cannot be made executable");
        }
        Files.writeString(at.home.resolve("secrets/" + game.id()), "s3cret-of-" + game.id() + "\n");
        Files.writeString(
                at.home.resolve("conf/servers/" + game.id() + ".yaml"),
                "server_id: " + game.id() + "-1\ngame: " + game.id() + "\ninstall: \"" + install + "\"\n"
                        + game.keys(port, port(), port(), "${file:secrets/" + game.id() + "}")
                        + "monitor: {check_interval: 1s, restart: {policy: on-crash, max: 3, within: 10m}}\n" + more);
        return new Played(game, install, ledger, control);
    }

    /** A port that is free for TCP and, with the one above it, for UDP. */
    static int port() throws IOException {
        for (; ; ) {
            try (ServerSocket tcp = new ServerSocket(0);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort());
                    DatagramSocket above = new DatagramSocket(tcp.getLocalPort() + 1)) {
                return udp.getLocalPort() + above.getLocalPort() - tcp.getLocalPort() - 1;
            } catch (java.net.BindException | IllegalArgumentException e) {
                // another one, then
            }
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private static Path jar(Game game) {
        return Installation.ROOT.resolve(game.room + "/target/" + game.jar + ".jar");
    }

    String id() {
        return game.id() + "-1";
    }

    /** The test's own way into the simulator; the product never sees it. */
    String control(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control)) {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (reply == null || !reply.startsWith("ok")) {
                throw new AssertionError(line + ": " + reply);
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    List<JsonNode> ledger() {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(ledger)) {
                // The last one may be half written.
                if (line.endsWith("}")) {
                    lines.add(JSON.readTree(line));
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** The completed saves. */
    List<JsonNode> saves() {
        return ledger().stream()
                .filter(line -> line.path("event").asText().equals("save-end")
                        && line.path("ok").asBoolean())
                .toList();
    }

    /** What the simulator's own judge says of the worlds below a folder: read only, by generations and hashes. */
    JsonNode judge(Path world) throws IOException {
        Process process = new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        jar(game).toString(),
                        "io.reconsync.simulation.SimVerify",
                        world.toString())
                .start();
        JsonNode verdict = JSON.readTree(process.getInputStream().readAllBytes());
        process.destroy();
        return verdict;
    }

    /** Whether a world is, hash for hash, one that the game completed by a save. */
    boolean isASave(JsonNode world) {
        return saves().stream()
                .anyMatch(save -> save.path("generation").equals(world.path("generation"))
                        && save.path("tree").equals(world.path("tree")));
    }

    Path world() {
        return install.resolve(game.world);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Ends every process that this server's ledger names and that still is the simulator. */
    @Override
    public void close() {
        ledger().stream()
                .filter(line -> line.path("event").asText().equals("start"))
                .map(line -> line.path("pid").asLong())
                .distinct()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(handle -> handle.info().commandLine().orElse("").contains(game.jar))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
