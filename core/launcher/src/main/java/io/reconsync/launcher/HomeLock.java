// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One instance per home. The lock stands in {@code data/}, which is never deleted while something runs, and the process
 * id in {@code run/pid}. The operating system frees the lock with the process, however that ends.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path pid;

    private HomeLock(FileChannel channel, Path pid) {
        this.channel = channel;
        this.pid = pid;
    }

    /** Takes the lock or refuses with exit code 7. */
    static HomeLock take(Home home) {
        Path pid = home.run().resolve("pid");
        try {
            FileChannel channel =
                    FileChannel.open(home.data().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw running(home, pid);
            }
            String own = ProcessHandle.current().pid() + "\n";
            Files.write(pid, own.getBytes(StandardCharsets.US_ASCII));
            channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(channel, pid);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "home-unusable",
                    "The lock of " + home.root() + " cannot be taken: " + Failures.sentence(e),
                    "Give the user that runs ReconSync the right to write in data/ and run/.",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Refusal running(Home home, Path pid) throws IOException {
        String who = Files.exists(pid) ? " as process " + Files.readString(pid).strip() : "";
        return new Refusal(
                ExitCode.ALREADY_RUNNING,
                "already-running",
                "ReconSync runs here already" + who + " (" + home.root() + ").",
                "Talk to it with `reconsync status`, or stop it first.");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(pid);
            channel.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(HomeLock.class).warn("The lock could not be given back.", e);
        }
    }
}
