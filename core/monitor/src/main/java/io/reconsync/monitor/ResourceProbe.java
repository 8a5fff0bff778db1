// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.monitor.Finding;
import io.reconsync.contract.values.ByteText;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Figures about a process and its volume. OSHI is loaded at the first look, and need not be there. Thread-safe. */
final class ResourceProbe {
    private static final long LOW_SPACE = 500_000_000;

    private final Map<ProcessIdentity, OSProcess> before = new ConcurrentHashMap<>();
    private OperatingSystem system;
    private boolean absent;

    Finding probe(Optional<ProcessIdentity> process, Path install) {
        Map<String, String> evidence = new HashMap<>();
        process.ifPresent(identity -> figures(identity, evidence));
        Optional<Long> free = free(install);
        free.ifPresent(bytes -> evidence.put("disk_free", Long.toString(bytes)));
        if (free.isPresent() && free.get() < LOW_SPACE) {
            return new Finding(
                    Finding.Status.BAD,
                    "Only " + ByteText.format(free.get()) + " are free on the volume of " + install + ".",
                    evidence);
        }
        if (evidence.isEmpty()) {
            return Finding.probeFailed("There are no figures about the process.");
        }
        String text = (evidence.containsKey("cpu") ? evidence.get("cpu") + " % of a core, " : "")
                + (evidence.containsKey("rss")
                        ? ByteText.format(Long.parseLong(evidence.get("rss"))) + " in memory, "
                        : "")
                + free.map(bytes -> ByteText.format(bytes) + " free on its volume")
                        .orElse("");
        return new Finding(Finding.Status.OK, text.replaceFirst(", $", "") + ".", evidence);
    }

    private void figures(ProcessIdentity identity, Map<String, String> evidence) {
        Optional<OSProcess> now = look(identity);
        if (now.isEmpty()) {
            return;
        }
        OSProcess process = now.get();
        OSProcess earlier = before.put(identity, process);
        before.keySet().removeIf(other -> other.pid() == identity.pid() && !other.equals(identity));
        if (earlier != null) {
            double cpu = process.getProcessCpuLoadBetweenTicks(earlier) * 100;
            evidence.put("cpu", String.format(Locale.ROOT, "%.1f", cpu));
        }
        evidence.put("rss", Long.toString(process.getResidentMemory()));
        evidence.put("threads", Integer.toString(process.getThreadCount()));
        evidence.put("state", process.getState().name().toLowerCase(Locale.ROOT));
    }

    private synchronized Optional<OSProcess> look(ProcessIdentity identity) {
        if (absent) {
            return Optional.empty();
        }
        try {
            if (system == null) {
                system = new SystemInfo().getOperatingSystem();
            }
            return Optional.ofNullable(system.getProcess((int) identity.pid()));
        } catch (LinkageError e) {
            absent = true;
            return Optional.empty();
        }
    }

    private static Optional<Long> free(Path install) {
        try {
            FileStore store = Files.getFileStore(install);
            return Optional.of(store.getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
