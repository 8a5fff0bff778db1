// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes one snapshot from beginning to end. */
final class Taking {
    private final Workshop workshop;
    private final Server server;
    private final JobRun run;

    Taking(Workshop workshop, Server server, JobRun run) {
        this.workshop = workshop;
        this.server = server;
        this.run = run;
    }

    /**
     * A snapshot that is stored.
     *
     * @param snapshot as entered
     * @param skipped what was left out, in sentences
     * @param problems by destination
     */
    record Result(Snapshot snapshot, List<String> skipped, java.util.Map<String, String> problems) {}

    /**
     * Takes it.
     *
     * @param last whether the server's lane is given free once the world has been read
     */
    Result take(World world, String label, boolean last) throws InterruptedException {
        ServerConfig.Backup config = server.config().backup();
        ArchiveFormat format = workshop.format(config.format());
        String id = Ids.next(workshop.clock);
        run.note("snapshot", id);
        Path folder = run.temporary().resolve("backup-" + id);
        try {
            if (Disk.room(run.temporary()) < 0) {
                new Litter(workshop).sweep(server);
            }
            Disk.require(run.temporary(), 0, "a backup");
            workshop.destinations.requireOne(config.destinations(), run.deadline());
            Trees.make(folder);
            Work work = new Work(world, format, id, label, folder);
            Packing.Packed packed = config.stage() ? work.staged(last) : work.direct(last);
            run.step("check", "checking the archive");
            new Verification(format, workshop.extractor, workshop.json, run).check(packed.archive(), packed.manifest());
            Delivery.Delivered delivered = new Delivery(workshop, run, packed).deliver(config.destinations());
            Snapshot snapshot = snapshot(packed.head(), delivered);
            workshop.catalog.put(snapshot, server.config().guild());
            run.note("entered", id);
            return new Result(snapshot, work.taken.skipped(), delivered.problems());
        } catch (IOException e) {
            run.check();
            throw Disk.failure("backing up " + server.id(), e);
        } finally {
            clean(folder);
        }
    }

    private static void clean(Path folder) {
        try {
            Trees.remove(folder);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Taking.class)
                    .warn("The temporary folder {} could not be removed: {}", folder, e.getMessage());
        }
    }

    private Snapshot snapshot(Manifest head, Delivery.Delivered delivered) {
        return Entering.snapshot(head, delivered.states(), Optional.of(workshop.clock.instant()));
    }

    private final class Work {
        private final World world;
        private final ArchiveFormat format;
        private final String id;
        private final String label;
        private final Path folder;
        private Capture.Taken taken;

        Work(World world, ArchiveFormat format, String id, String label, Path folder) {
            this.world = world;
            this.format = format;
            this.id = id;
            this.label = label;
            this.folder = folder;
        }

        /** The world is copied, the game goes on, the copy is packed. */
        Packing.Packed staged(boolean last) throws IOException, InterruptedException {
            taken = new Capture(workshop, world, run).take(folder.resolve("stage"), null);
            if (last) {
                run.releaseLane();
            }
            run.step("pack", "packing");
            Packing.Packed packed = packing().pack(taken.files(), folder, this::head, blob());
            Trees.remove(folder.resolve("stage"));
            return packed;
        }

        /** The world is packed where it lies while the game waits; for disks that have no room for a copy. */
        Packing.Packed direct(boolean last) throws IOException, InterruptedException {
            Packing.Packed[] packed = new Packing.Packed[1];
            Capture.Reading reading = (files, made) -> {
                taken = new Capture.Taken(files, made, Grade.SUSPECT, "", Duration.ZERO, List.of());
                packed[0] = packing().pack(files, folder, this::head, blob());
            };
            taken = new Capture(workshop, world, run).take(folder.resolve("stage"), reading);
            if (last) {
                run.releaseLane();
            }
            return packing()
                    .regrade(
                            packed[0],
                            head(
                                    packed[0].head().entries(),
                                    packed[0].head().files(),
                                    packed[0].head().bytes()),
                            folder);
        }

        private Packing packing() {
            return new Packing(format, workshop.json, run);
        }

        private String blob() {
            return BlobNames.archive(server.id(), id, format.name()).value();
        }

        private Manifest head(long entries, long files, long bytes) {
            Instant made = taken.made();
            return new Manifest(
                    id,
                    new Manifest.Origin(
                            server.id(),
                            server.config().guild(),
                            server.game(),
                            server.config().map(),
                            server.adapterPlugin().orElse(""),
                            workshop.instance.version()),
                    made,
                    taken.grade(),
                    taken.reason(),
                    taken.held(),
                    label,
                    format.name(),
                    Optional.empty(),
                    world.roots().stream()
                            .map(root -> new Manifest.Root(
                                    new io.reconsync.contract.values.RawPath(List.of(root.name())), root.below()))
                            .toList(),
                    world.rule(),
                    entries,
                    files,
                    bytes);
        }
    }
}
