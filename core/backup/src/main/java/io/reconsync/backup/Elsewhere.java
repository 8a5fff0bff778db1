// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import io.reconsync.contract.jobs.JobHandler.Recovery;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Restores a snapshot, or some of its files, to a new or empty folder; no server is touched. */
final class Elsewhere {
    private static final String TARGET = "target";
    private static final String STAGING = "staging";

    private final Workshop workshop;
    private final JobRun run;

    Elsewhere(Workshop workshop, JobRun run) {
        this.workshop = workshop;
        this.run = run;
    }

    Outcome restore(Snapshot snapshot, Path folder, String to) throws IOException, InterruptedException {
        Path target = target(to);
        List<Glob> globs = run.argument("path")
                .map(text -> Arrays.stream(text.split("[,\n]"))
                        .map(String::strip)
                        .filter(t -> !t.isEmpty())
                        .toList())
                .map(Glob::all)
                .orElse(List.of());
        Fetching fetching = new Fetching(workshop, run);
        Fetching.Fetched fetched = fetching.any(snapshot, folder);
        Path staging = target.resolveSibling(FileRule.OURS + "-" + run.id());
        int[] written = new int[1];
        run.note(TARGET, RawText.of(target));
        run.note(STAGING, RawText.of(staging));
        try {
            Trees.make(staging);
            Disk.require(staging, globs.isEmpty() ? fetched.head().bytes() : 0, "the restored files");
            boolean root = FileState.of(staging).uid() == 0;
            run.step("unpack", "unpacking to " + target);
            fetching.verification(fetched.head())
                    .unpack(fetched.archive(), fetched.manifest(), staging, root, entry -> {
                        boolean wanted = wants(globs, entry);
                        written[0] += wanted && entry.type() == ArchiveEntry.Type.FILE ? 1 : 0;
                        return wanted;
                    });
            if (written[0] == 0) {
                throw new ReconException(
                        "nothing-matches",
                        ErrorOwner.USER,
                        "No file of the snapshot matches "
                                + run.argument("path").orElse("") + ".",
                        "Use globs over the paths in the snapshot, such as '**/level.dat'.");
            }
            run.check();
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Trees.remove(staging);
        }
        return new Outcome(
                "Restored " + written[0] + " files of the snapshot " + snapshot.id() + " to " + target + ".",
                Map.of("snapshot", snapshot.id(), "to", target.toString(), "files", Integer.toString(written[0])));
    }

    /** After a kill. The folder was new or empty and is filled by one rename. */
    static Recovery recover(JobRun run) {
        String staging = run.notes().getOrDefault(STAGING, "");
        String target = run.notes().getOrDefault(TARGET, "");
        boolean whole = false;
        try {
            if (!staging.isEmpty()) {
                boolean half = Files.exists(RawText.path(staging), LinkOption.NOFOLLOW_LINKS);
                Trees.remove(RawText.path(staging));
                whole = !half && isFull(RawText.path(target));
            }
        } catch (IOException e) {
            throw Disk.failure("removing what a restore that was cut short left", e);
        }
        return whole
                ? new Recovery(Job.State.SUCCEEDED, "The files were in place when ReconSync ended.")
                : new Recovery(Job.State.FAILED, "ReconSync ended in the middle; nothing was restored.");
    }

    private static boolean isFull(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return children.iterator().hasNext();
        }
    }

    private static boolean wants(List<Glob> globs, ArchiveEntry entry) {
        if (globs.isEmpty()) {
            return true;
        }
        String path = entry.path().text();
        String below = path.substring(path.indexOf('/') + 1);
        return entry.type() != ArchiveEntry.Type.FOLDER
                && globs.stream().anyMatch(glob -> glob.covers(path) || glob.covers(below));
    }

    private Path target(String to) throws IOException {
        Path target = Path.of(to).normalize();
        if (!target.isAbsolute()) {
            throw refused("The folder " + to + " is not absolute.", "Give the whole path, beginning with /.");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) || isFull(target)) {
                throw refused("The folder " + to + " exists and is not empty.", "Give a new or an empty folder.");
            }
        }
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            throw refused("The folder that " + to + " is to lie in does not exist.", "Make it first.");
        }
        Path real = target.getParent().toRealPath().resolve(target.getFileName());
        for (Server server : workshop.servers.all()) {
            for (Path root : WorldRoot.known(server)) {
                if (real.startsWith(root) || target.startsWith(root)) {
                    throw refused(
                            "The folder " + to + " lies within the world of " + server.id() + ".",
                            "Give a folder outside of it, or restore in place.");
                }
            }
        }
        return real;
    }

    private static ReconException refused(String message, String nextStep) {
        return new ReconException("target-refused", ErrorOwner.USER, message, nextStep);
    }
}
