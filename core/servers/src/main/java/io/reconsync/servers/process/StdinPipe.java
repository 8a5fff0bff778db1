// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The input of an own process: a named pipe, so that the game neither sees an end of its input when we end nor loses its
 * console for good. A waiting {@code tail} holds the pipe open for as long as the game lives. Where there are no named
 * pipes the game's input is empty, and it has no console of the kind stdin.
 */
public final class StdinPipe {
    private static final Logger LOG = LoggerFactory.getLogger(StdinPipe.class);
    private static final int LONGEST = 4000;
    /** A pipe takes 64 KiB; more would make the writer wait. */
    private static final int MOST_PENDING = 32 * 1024;

    private final Path pipe;

    /** The pipe of one server below {@code run/}. */
    public StdinPipe(Path folder, String server) {
        this.pipe = folder.resolve(server + ".stdin");
    }

    /** Makes a fresh pipe; false where that cannot be done. */
    boolean make() throws InterruptedException {
        Path program = Tool.find("mkfifo");
        if (program == null || Tool.find("tail") == null) {
            return false;
        }
        try {
            Files.createDirectories(pipe.getParent());
            Files.deleteIfExists(pipe);
            Deadline deadline = Deadline.after(Duration.ofSeconds(10));
            return Tool.run(List.of(program.toString(), "-m", "600", pipe.toString()), deadline)
                            .exit()
                    == 0;
        } catch (IOException | ReconException e) {
            LOG.warn("The game gets no console over its input: {}", e.toString());
            return false;
        }
    }

    /** Both ends at once: opening only one would wait for somebody at the other. */
    RandomAccessFile open() throws IOException {
        return new RandomAccessFile(pipe.toFile(), "rw");
    }

    Path path() {
        return pipe;
    }

    /** Keeps the pipe open until the process ends, whatever happens to us. */
    void holdFor(long pid) throws IOException {
        List<String> arguments =
                OwnProcess.detached(List.of(Tool.find("tail").toString(), "-f", "/dev/null", "--pid=" + pid));
        new ProcessBuilder(arguments)
                .directory(pipe.getRoot().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Tool.nothing().toFile()))
                .redirectOutput(pipe.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Whether commands can be written. */
    public boolean exists() {
        return Files.exists(pipe, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(pipe);
    }

    /**
     * Writes one line to the game.
     *
     * @throws ReconException code {@code console-closed} or {@code console-malformed}
     */
    public synchronized void send(String command) {
        byte[] line = (command + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > LONGEST || command.indexOf('\n') >= 0 || command.indexOf('\r') >= 0) {
            throw new ReconException(
                    "console-malformed",
                    ErrorOwner.USER,
                    "A console command has to be one line of at most " + LONGEST + " bytes.",
                    "Send several commands one after the other.");
        }
        if (!exists()) {
            throw closed("there is none", null);
        }
        try (RandomAccessFile both = open();
                FileInputStream pending = new FileInputStream(both.getFD())) {
            if (pending.available() + line.length > MOST_PENDING) {
                throw deaf();
            }
            both.write(line);
        } catch (IOException e) {
            throw closed(e.getMessage(), e);
        }
    }

    /** The game has gone. */
    public void remove() {
        try {
            Files.deleteIfExists(pipe);
        } catch (IOException e) {
            LOG.debug("The pipe {} stays: {}", pipe, e.toString());
        }
    }

    private static ReconException deaf() {
        return new ReconException(
                "console-timeout",
                ErrorOwner.REMOTE,
                "The game does not read its input; " + MOST_PENDING + " bytes of commands are waiting there.",
                "It may hang, or read no commands from its input: set console.kind to what the game has.");
    }

    private static ReconException closed(String why, IOException cause) {
        return new ReconException(
                "console-closed",
                ErrorOwner.HOST,
                "The input of the game cannot be written to: " + why + ".",
                "Restart the server through ReconSync; only a game that it started has this console.",
                cause);
    }
}
