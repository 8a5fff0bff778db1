// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.rcon.SourceRcon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server process, started from the jar in the bundle and nothing else. */
final class ServerUnderTest implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "pass word \u00fc";

    final Process process;
    private final Path dir;
    private final SourceRcon rcon = new SourceRcon();

    ServerUnderTest(Path jar, Path dir, String... options) throws IOException {
        this.dir = dir;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> arguments =
                new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        arguments.addAll(
                List.of("-p", jar.toString(), "-m", "io.reconsync.sandbox.server/io.reconsync.sandbox.server.Main"));
        arguments.addAll(List.of("--dir", dir.toString(), "--world-mb", "4", "--save-ms", "200"));
        arguments.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().put("SANDBOX_PASSWORD", PASSWORD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(
                Files.createTempFile(dir.getParent(), "output", ".txt").toFile());
        process = builder.start();
    }

    static Deadline soon() {
        return Deadline.after(LIMIT);
    }

    /** The first line of the log that matches, once it is there. */
    Matcher await(String pattern) throws Exception {
        Pattern wanted = Pattern.compile(pattern);
        Deadline deadline = soon();
        while (!deadline.expired()) {
            for (String line : log()) {
                Matcher matcher = wanted.matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return fail("no line matches " + pattern + " in " + log());
    }

    private List<String> log() throws IOException {
        Path log = dir.resolve("logs/sandbox.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private Endpoint port(String kind) throws Exception {
        Matcher ready = await("\\[server\\] ready query=(?<query>\\d+) rcon=(?<rcon>\\d+)$");
        return new Endpoint("127.0.0.1", Integer.parseInt(ready.group(kind)));
    }

    Endpoint query() throws Exception {
        return port("query");
    }

    ConsoleSession console() throws Exception {
        return console(PASSWORD);
    }

    ConsoleSession console(String password) throws Exception {
        return rcon.open(port("rcon"), Secret.of(password), Map.of("reply", "sentinel"), soon());
    }

    String send(String command) throws Exception {
        try (ConsoleSession console = console()) {
            return console.send(command, soon());
        }
    }

    int exit() throws InterruptedException {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "the server does not end");
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        rcon.close();
        process.destroyForcibly();
        process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
