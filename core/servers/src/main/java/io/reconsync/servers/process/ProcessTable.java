// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.game.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Processes of this machine. A process is its number and its start; one that only waits to be collected by its parent
 * counts as gone. Source: proc(5), fields 3 and 22 of {@code /proc/<pid>/stat}.
 */
public final class ProcessTable {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path proc;

    /** This machine's. */
    public ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** The live process of this number. */
    public Optional<ProcessHandle> live(long pid) {
        return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(this::isAlive);
    }

    /** The same process as recorded, still alive; a later one with its number is another. */
    public Optional<ProcessHandle> live(ProcessIdentity identity, String mark) {
        return live(identity.pid()).filter(handle -> {
            String now = mark(handle.pid());
            if (!now.isEmpty() && !mark.isEmpty()) {
                return now.equals(mark);
            }
            return Duration.between(started(handle), identity.started()).abs().compareTo(TOLERANCE) <= 0;
        });
    }

    /** Whether it still does something. */
    public boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    /** Whether it has ended and only its parent has not asked for the result yet. */
    boolean isZombie(long pid) {
        String state = field(pid, 3);
        return state.equals("Z") || state.equals("X");
    }

    /** Number and start. */
    public ProcessIdentity identity(ProcessHandle handle) {
        return new ProcessIdentity(handle.pid(), started(handle));
    }

    private static Instant started(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    /**
     * What tells a process from any other that had or will have its number, whatever happens to the wall clock: this
     * boot of the machine and the ticks since; empty where the system does not say.
     */
    public String mark(long pid) {
        String ticks = field(pid, 22);
        return ticks.isEmpty()
                ? ""
                : text(proc.resolve("sys/kernel/random/boot_id")).strip() + ":" + ticks;
    }

    private String field(long pid, int number) {
        String stat = text(proc.resolve(Long.toString(pid)).resolve("stat"));
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return "";
        }
        String[] rest = stat.substring(end + 1).strip().split(" ");
        return number - 3 < rest.length ? rest[number - 3] : "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
