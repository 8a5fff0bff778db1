// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the system by its argument list and waits for its end. Its output goes through a file, so that what
 * it leaves running in the background cannot keep us waiting.
 */
public final class Tool {
    private static final int MOST_OUTPUT = 64 * 1024;

    private Tool() {}

    /** How it ended and what it wrote. */
    public record Ended(int exit, String output) {
        /** The first line, for messages. */
        public String firstLine() {
            return output.lines().findFirst().orElse("").strip();
        }
    }

    /**
     * Runs it.
     *
     * @throws ReconException code {@code program-missing} or {@code program-hung}
     */
    public static Ended run(List<String> arguments, Deadline deadline) throws InterruptedException {
        Path output = null;
        try {
            output = Files.createTempFile("reconsync", ".out");
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            try {
                if (!process.waitFor(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new ReconException(
                            "program-hung",
                            ErrorOwner.HOST,
                            "The program " + arguments.get(0) + " did not end in time.",
                            "Run it by hand to see what it waits for: " + String.join(" ", arguments));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), text(output));
        } catch (IOException e) {
            throw new ReconException(
                    "program-missing",
                    ErrorOwner.HOST,
                    "The program " + arguments.get(0) + " cannot be run: " + e.getMessage() + ".",
                    "Install it, or set another control: in the server's file.",
                    e);
        } finally {
            remove(output);
        }
    }

    /** The file that is always empty. */
    static Path nothing() {
        return Path.of(java.io.File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    /** The first of these programs in the folders of PATH and the usual ones; null when there is none. */
    public static Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin";
        for (String folder : path.split(java.io.File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        return null;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private static void remove(Path file) {
        if (file != null && !file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }
}
