// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Verdict;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Restores a snapshot over a server's world. All that can fail is done before the server is stopped: the copy is fetched
 * and checked, the tree is made beside the world with owners, modes and times, and the game's own check looks at it.
 */
final class InPlace {
    private final Workshop workshop;
    private final JobRun run;
    private final Server server;

    InPlace(Workshop workshop, JobRun run, Server server) {
        this.workshop = workshop;
        this.run = run;
        this.server = server;
    }

    Map<String, String> restore(Snapshot snapshot, Path folder, String safety)
            throws IOException, InterruptedException {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("snapshot", snapshot.id());
        data.put("files", Long.toString(snapshot.files()));
        data.put("bytes", Long.toString(snapshot.bytes()));
        Fetching fetching = new Fetching(workshop, run);
        Fetching.Fetched fetched = fetching.any(snapshot, folder);
        List<Replacing.Part> parts = parts(fetched.head());
        boolean replaced = false;
        try {
            stage(fetching.verification(fetched.head()), fetched, parts);
            judge(parts);
            new Replacing(workshop, run, server)
                    .replace(parts, snapshot.id(), () -> save(snapshot, safety, parts, data));
            replaced = true;
        } finally {
            if (!replaced) {
                for (Replacing.Part part : parts) {
                    Closing.quietly(() -> discard(part.holder()));
                }
            }
        }
        if (safety.equals("off")) {
            FormerWorlds.remove(workshop, run.id());
        }
        return data;
    }

    /** Only if nothing of the former world is in it. */
    private void discard(Holder holder) throws IOException {
        boolean needed =
                workshop.restores.all().stream().anyMatch(row -> row.holders().contains(holder.folder()));
        if (!needed && Files.exists(holder.folder())) {
            holder.remove();
        }
    }

    /** The roots of the snapshot, and where each of them is now. */
    private List<Replacing.Part> parts(Manifest head) throws IOException {
        List<WorldRoot> now =
                WorldRoot.of(WorldRoot.known(server), server.config().install());
        Path install = server.config().install().toAbsolutePath().normalize();
        List<Replacing.Part> parts = new ArrayList<>();
        for (Manifest.Root root : head.roots()) {
            RawName name = root.name().names().get(0);
            Path path = now.stream()
                    .filter(one -> one.name().equals(name))
                    .map(WorldRoot::path)
                    .findFirst()
                    .or(() -> root.below().map(below -> below.in(install)))
                    .orElseThrow(() -> unplaced(name));
            Path real = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            Holder holder = Holder.of(real, install, run.id());
            parts.add(new Replacing.Part(SwapPlan.Root.of(name, real, head.rule()), name.in(holder.fresh()), holder));
        }
        return parts;
    }

    private ReconException unplaced(RawName name) {
        return new ReconException(
                "restore-unplaced",
                ErrorOwner.USER,
                "The snapshot has a folder " + name + ", and the configuration of " + server.id()
                        + " does not say where it belongs.",
                "Set backup.path, or restore to a folder with to= and move it by hand.");
    }

    private void stage(Verification verification, Fetching.Fetched fetched, List<Replacing.Part> parts)
            throws IOException, InterruptedException {
        run.step("unpack", "unpacking beside the world and checking every byte");
        Set<Path> done = new HashSet<>();
        for (Replacing.Part part : parts) {
            Path into = part.holder().fresh();
            if (!done.add(into)) {
                continue;
            }
            Disk.require(part.holder().folder(), fetched.head().bytes(), "the restored world");
            Trees.make(into);
            Set<RawName> names = new HashSet<>();
            parts.stream()
                    .filter(other -> other.holder().fresh().equals(into))
                    .forEach(other -> names.add(RawName.of(other.fresh())));
            verification.unpack(
                    fetched.archive(),
                    fetched.manifest(),
                    into,
                    true,
                    (ArchiveEntry entry) -> names.contains(entry.path().names().get(0)));
        }
    }

    private void judge(List<Replacing.Part> parts) {
        if (server.verifier().isEmpty()) {
            return;
        }
        run.step("judge", "asking the game's own check");
        Path tree =
                parts.size() == 1 ? parts.get(0).fresh() : parts.get(0).holder().fresh();
        Deadline deadline = run.deadline().atMost(Duration.ofMinutes(10));
        Verdict verdict = server.verifier()
                .get()
                .call("judging a restored world", deadline, verifier -> verifier.verify(tree, deadline));
        if (verdict instanceof Verdict.Damaged damaged) {
            throw new ReconException(
                    "world-damaged",
                    ErrorOwner.USER,
                    "The game would refuse the world of this snapshot: " + damaged.where() + ": " + damaged.what(),
                    "Restore another snapshot; the present world was not touched.");
        }
    }

    private void save(Snapshot snapshot, String safety, List<Replacing.Part> parts, Map<String, String> data)
            throws InterruptedException {
        if (!safety.equals("on")) {
            return;
        }
        run.step("safety", "backing up the present world");
        try {
            Taking.Result saved =
                    new Taking(workshop, server, run).take(world(parts), "before restore of " + snapshot.id(), false);
            data.put("safety_snapshot", saved.snapshot().id());
        } catch (ReconException e) {
            run.check();
            if (e.code().equals("world-empty")) {
                return;
            }
            throw new ReconException(
                    "safety-backup-failed",
                    e.owner(),
                    "The present world could not be backed up, so it was not replaced: " + e.getMessage(),
                    e.nextStep() + " Or restore with safety=rename, which only puts the present world aside.",
                    e);
        }
    }

    /** The present world; where nobody says what it is any more, what the snapshot says. */
    private World world(List<Replacing.Part> parts) {
        if (server.adapterPresent()) {
            return World.of(server);
        }
        List<Path> paths = parts.stream().map(part -> part.root().path()).toList();
        return World.of(server, paths, parts.get(0).root().rule());
    }
}
