// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The standalone archive, unpacked, with a home apart from it, run as a user runs it: by {@code bin/reconsync}. */
final class Installation implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Path ROOT = Path.of(System.getProperty("root"));

    private final Path program;
    private final Path folder;
    final Path home;
    private Process agent;

    private Installation(Path folder, Path program, Path home) {
        this.folder = folder;
        this.program = program;
        this.home = home;
    }

    /** Unpacks the archive below a folder; the home has blanks, an umlaut and an emoji in its name. */
    static Installation in(Path folder) throws IOException, InterruptedException {
        return in(folder, "höme of 🏝 games");
    }

    /** Unpacks the archive below a folder, and names the home. */
    static Installation in(Path folder, String name) throws IOException, InterruptedException {
        Path program = Files.createDirectories(folder.resolve("the prögram"));
        Path home = Files.createDirectories(folder.resolve(name));
        ran(new ProcessBuilder("tar", "-xzf", archive().toString(), "-C", program.toString(), "--strip-components=1"));
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                conf.resolve("reconsync.yaml"),
                "name: journey\ndestinations:\n  local: {type: local, path: data/backups}\n");
        Files.createDirectories(conf.resolve("servers"));
        Files.createDirectories(home.resolve("secrets"));
        return new Installation(folder, program, home);
    }

    private static Path archive() throws IOException {
        Path target = ROOT.resolve("distribution/standalone/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("reconsync-standalone-.*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no archive in " + target + "; run ./mvnw package first"));
        }
    }

    private static void ran(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(builder.command() + " failed");
        }
    }

    private ProcessBuilder command(List<String> arguments) {
        List<String> line =
                new ArrayList<>(List.of(program.resolve("bin/reconsync").toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("RECONSYNC_HOME", home.toString());
        environment.remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    /** Starts the instance and waits until it is ready. */
    void start() throws IOException, InterruptedException {
        agent = command(List.of("run"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Until.holds("the instance's ready", this::logged, () -> {
            if (!agent.isAlive()) {
                throw new AssertionError("the instance ended with " + agent.exitValue() + ": " + logged());
            }
            Reply reply = run("status", "--json");
            return reply.exit != 3 && reply.json().path("ready").asBoolean();
        });
    }

    Path log() {
        return folder.resolve("run.log");
    }

    String logged() {
        try {
            String text = Files.readString(log());
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** kill -9. */
    void killAgent() throws InterruptedException {
        agent.destroyForcibly();
        agent.waitFor(30, TimeUnit.SECONDS);
    }

    /** What a command answered. */
    record Reply(int exit, String out, String errors) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        Reply ok() {
            if (exit != 0) {
                throw new AssertionError("exit code " + this);
            }
            return this;
        }
    }

    Reply run(String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            Process process = command(List.of(arguments))
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(arguments) + " hung: " + logged());
            }
            Reply reply = new Reply(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(errors);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Runs a command that must do, and gives its JSON. */
    JsonNode ask(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add("--json");
        return run(line.toArray(String[]::new)).ok().json();
    }

    @Override
    public void close() throws InterruptedException {
        if (agent != null && agent.isAlive()) {
            agent.destroy();
            if (!agent.waitFor(45, TimeUnit.SECONDS)) {
                agent.destroyForcibly();
            }
        }
    }
}
