// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.harness;

import io.reconsync.simulation.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A simulator started as users of it start it: {@code java -jar}, if the build named the jar. */
public final class GameProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final Process process;
    private final Map<?, ?> ports;
    private final Path ledger;

    private GameProcess(Process process, Map<?, ?> ports, Path ledger) {
        this.process = process;
        this.ports = ports;
        this.ledger = ledger;
    }

    /** Starts and waits for the ports. The directory is {@code folder/game}, the ledger beside it. */
    public static GameProcess start(String mainClass, Path folder, String... arguments) throws Exception {
        Process process = launch(mainClass, folder, arguments);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        try {
            line = CompletableFuture.supplyAsync(() -> firstLine(out)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException never) {
            process.destroyForcibly();
            throw never;
        }
        if (line == null) {
            throw new IllegalStateException("the simulator ended with " + process.waitFor());
        }
        return new GameProcess(process, (Map<?, ?>) Json.parse(line), folder.resolve("ledger.jsonl"));
    }

    /** Starts without waiting for anything. */
    public static Process launch(String mainClass, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (interruptIsIgnored()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(java(mainClass));
        command.addAll(List.of("--dir", folder.resolve("game").toString()));
        command.addAll(List.of("--ledger", folder.resolve("ledger.jsonl").toString()));
        command.addAll(List.of("--set", "parent=" + ProcessHandle.current().pid()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
    }

    /** A build in the background of a shell without job control ignores SIGINT, and so would its children. */
    private static boolean interruptIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    /** Sends a signal by name. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** The command that runs a main class of the simulator's jar, or of the class path when there is no jar. */
    public static List<String> java(String mainClass) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("simulator.jar", System.getProperty("java.class.path"));
        return List.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classes, mainClass);
    }

    private static String firstLine(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException ended) {
            throw new java.io.UncheckedIOException(ended);
        }
    }

    public int port(String name) {
        return ((Number) ports.get(name)).intValue();
    }

    public Process process() {
        return process;
    }

    /** One control command and its answer. */
    public String control(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port("control-port"))) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    public Map<?, ?> state() throws IOException {
        return (Map<?, ?>) Json.parse(control("state").substring("ok ".length()));
    }

    public void awaitReady() throws Exception {
        await("ready", () -> "READY".equals(state().get("state")));
    }

    /** The ledger's events of one kind. */
    public List<Map<?, ?>> ledger(String event) throws IOException {
        List<Map<?, ?>> events = new ArrayList<>();
        for (String line : Files.readAllLines(ledger, StandardCharsets.UTF_8)) {
            Map<?, ?> entry = (Map<?, ?>) Json.parse(line);
            if (event.equals(entry.get("event"))) {
                events.add(entry);
            }
        }
        return events;
    }

    /** Something to wait for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until a condition holds, at most 30 s. */
    public static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the simulator did not end within " + LIMIT);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
