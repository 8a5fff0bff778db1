// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.simulation.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Clients that others wrote, asked about a simulator. Where Node with the packages of {@code bench/judges}, or
 * quakestat, is absent, the test is skipped; {@code bench/allowed-skips.txt} names each.
 */
public final class Judges {
    private Judges() {}

    /** What {@code bench/judges/judge.mjs} prints. */
    public static Map<?, ?> node(String... arguments) throws IOException, InterruptedException {
        Path folder = folder();
        require(
                onPath("node") && Files.isDirectory(folder.resolve("node_modules")),
                "Node or " + folder.resolve("node_modules") + " is absent: install Node 18 and run npm ci there");
        List<String> command =
                new ArrayList<>(List.of("node", folder.resolve("judge.mjs").toString()));
        command.addAll(List.of(arguments));
        return (Map<?, ?>) Json.parse(run(command).trim());
    }

    /**
     * What quakestat prints about a port, players and rules included. It takes split packets for those of a much older
     * engine when the low byte of the application id is below 200, so ask servers with {@code a2s-split=4000}.
     */
    public static String quakestat(int port) throws IOException, InterruptedException {
        require(onPath("quakestat"), "quakestat is absent: install the Debian package qstat");
        return run(List.of("quakestat", "-a2s", "127.0.0.1:" + port, "-P", "-R", "-nh", "-raw", "|"));
    }

    private static void require(boolean present, String otherwise) {
        Assumptions.assumeTrue(present, otherwise);
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bench/judges/judge.mjs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("bench/judges");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("judge", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(60, TimeUnit.SECONDS);
            assertEquals(0, process.exitValue(), () -> command + " said: " + text + read(errors));
            return text;
        } finally {
            Files.delete(errors);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException lost) {
            return lost.toString();
        }
    }
}
