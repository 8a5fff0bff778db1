// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A program folder made of the test's own class path, and child processes that run it. */
final class ChildProcess {
    private static final List<String> LIBRARY =
            List.of("api", "contract", "launcher", "framework", "service.log", "slf4j-api", "logback-", "jline-3");
    private static final List<String> BUNDLES =
            List.of("felix.scr", "gogo", "service.component-", "util.promise", "util.function", "core/shell");

    private final Path root;

    ChildProcess(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("bundles"));
        Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("lib/assembly.properties"), "version=9.9\nrole=agent\n");
        for (Path entry : classPath(BUNDLES)) {
            Path jar = root.resolve("bundles").resolve(entry.getFileName() + (Files.isDirectory(entry) ? ".jar" : ""));
            if (Files.isDirectory(entry)) {
                pack(entry, jar);
            } else {
                Files.copy(entry, jar);
            }
        }
    }

    private static List<Path> classPath(List<String> parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .filter(entry -> parts.stream().anyMatch(part -> named(entry).contains(part)))
                .map(Path::of)
                .toList();
    }

    /** What tells an entry: its last two folders for classes of this build, the file for a jar. */
    private static String named(String entry) {
        Path path = Path.of(entry);
        return Files.isDirectory(path)
                ? path.getParent().getParent().getParent().getFileName() + "/"
                        + path.getParent().getParent().getFileName()
                : path.getFileName().toString().replace("core-shell", "core/shell");
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Manifest manifest;
        try (var in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    /** Starts {@code reconsync} with its streams in files of this name. */
    Process start(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dreconsync.install=" + root,
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath(LIBRARY).stream().map(Path::toString).toList()),
                "io.reconsync.launcher.Main"));
        command.addAll(List.of(words));
        Path input = root.resolve("in." + name);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(root.resolve("out." + name).toFile())
                .redirectError(root.resolve("err." + name).toFile());
        if (Files.exists(input)) {
            builder.redirectInput(input.toFile());
        }
        builder.environment().remove("RECONSYNC_HOME");
        return builder.start();
    }

    /** Runs it to its end; gives the exit code. */
    int run(String name, String... words) throws IOException, InterruptedException {
        Process process = start(name, words);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(name + " did not end");
        }
        return process.exitValue();
    }

    void input(String name, String text) throws IOException {
        Files.writeString(root.resolve("in." + name), text);
    }

    String said(String name) throws IOException {
        return Files.readString(root.resolve("out." + name), StandardCharsets.UTF_8)
                + Files.readString(root.resolve("err." + name), StandardCharsets.UTF_8);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited too long for " + what);
            }
            Thread.onSpinWait();
        }
    }
}
