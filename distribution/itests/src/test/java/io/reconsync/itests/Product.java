// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The built archive, unpacked into a home of its own whose name has blanks, an umlaut and an emoji, and run as an ordinary
 * user with next to no environment. Closing ends everything that was started from it.
 *
 * <pre>{@code
 * try (Product product = Product.unpack("standalone")) {
 *     Process instance = product.start("run");
 *     product.await(Duration.ofMinutes(1), ran -> ran.exit() == 0, "status", "--json");
 * }
 * }</pre>
 */
final class Product implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Ordinary user;
    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Process> started = new ArrayList<>();
    private Path input = Path.of("/dev/null");
    private int runs;

    private Product(Ordinary user, Path folder) {
        this.user = user;
        this.folder = folder;
        this.home = folder.resolve("H\u00f6me of Recon \ud83e\udd96");
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Unpacks {@code agent}, {@code bot} or {@code standalone}. */
    static Product unpack(String assembly) throws IOException, InterruptedException {
        Ordinary user = Ordinary.user();
        Path folder = Files.createTempDirectory(
                "reconsync-it", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Product product = new Product(user, folder);
        Files.createDirectory(product.home);
        user.give(folder);
        user.give(product.home);
        Ran unpacked = product.execute(List.of(
                "tar", "-xzf", archive(assembly).toString(), "-C", product.home.toString(), "--strip-components=1"));
        if (unpacked.exit() != 0) {
            throw new IOException("the archive cannot be unpacked: " + unpacked);
        }
        return product;
    }

    private static Path archive(String assembly) throws IOException {
        Path target = Path.of(System.getProperty("root"), "distribution", assembly, "target");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "reconsync-" + assembly + "-*.tar.gz")) {
            for (Path archive : found) {
                return archive.toRealPath();
            }
        }
        throw new IOException("There is no archive in " + target + "; build it first.");
    }

    Path home() {
        return home;
    }

    /** A folder beside the home, removed with it. */
    Path beside(String name) {
        return folder.resolve(name);
    }

    /** Sets a variable for all commands from now on. */
    Product with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What commands read from now on; nothing at first. */
    Product reading(String text) throws IOException {
        input = Files.writeString(folder.resolve("input-" + runs), text);
        return this;
    }

    /** {@code bin/reconsync} with these words, until its end. */
    Ran run(String... words) throws IOException, InterruptedException {
        return execute(words(words));
    }

    /** The same, in the background; its output is in {@link #output}. */
    Process start(String... words) throws IOException {
        return launch(words(words));
    }

    /** What the process that was started last has printed so far. */
    String output() throws IOException {
        return Files.readString(stream("out")) + Files.readString(stream("err"));
    }

    private List<String> words(String... words) {
        List<String> all = new ArrayList<>(List.of(home.resolve("bin/reconsync").toString()));
        all.addAll(List.of(words));
        return all;
    }

    /** Runs the words again and again until the answer is as wanted; gives that answer. */
    Ran await(Duration limit, Predicate<Ran> wanted, String... words) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            Ran ran = run(words);
            if (wanted.test(ran)) {
                return ran;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after " + limit.toSeconds() + " s still: " + ran);
            }
            never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Ran execute(List<String> arguments) throws IOException, InterruptedException {
        Process process = launch(arguments);
        Path out = stream("out");
        Path err = stream("err");
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + LONGEST.toSeconds() + " s: " + arguments + Files.readString(out)
                    + Files.readString(err));
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private Process launch(List<String> arguments) throws IOException {
        runs++;
        ProcessBuilder builder = new ProcessBuilder(user.command(arguments)).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(input.toFile());
        builder.redirectOutput(stream("out").toFile())
                .redirectError(stream("err").toFile());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path stream(String name) {
        return folder.resolve("stream-" + runs + "." + name);
    }

    /** The processes that run out of this home, our own and games. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.isAlive() && commandLine(process).contains(folder.toString()))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        for (ProcessHandle process : processes()) {
            process.destroyForcibly();
            process.onExit().join();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
