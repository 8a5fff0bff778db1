// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The job {@code verify}: argument {@code snapshot}. Reads every byte of every copy. */
@Component(service = JobHandler.class)
public final class VerifyJob implements JobHandler {
    private static final Set<String> DAMAGE = Set.of(
            "blob-corrupt",
            "blob-absent",
            "snapshot-damaged",
            "manifest-damaged",
            "archive-malformed",
            "archive-bomb",
            "path-outside");

    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public VerifyJob(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public String kind() {
        return "verify";
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        String server = run.request().server().orElseThrow();
        Snapshot snapshot =
                StoredSnapshots.find(workshop, server, run.argument("snapshot").orElse("latest"));
        run.releaseLane();
        AutoCloseable cancel = run.onCancel(Thread.currentThread()::interrupt);
        Map<String, String> data = new TreeMap<>();
        List<String> bad = new ArrayList<>();
        boolean good = false;
        try {
            for (Map.Entry<String, String> copy : new TreeMap<>(snapshot.copies()).entrySet()) {
                if (copy.getValue().equals("missing")) {
                    data.put("copy." + copy.getKey(), "missing");
                    continue;
                }
                Optional<String> problem = check(run, snapshot, copy.getKey());
                data.put("copy." + copy.getKey(), problem.isEmpty() ? "verified" : "damaged");
                problem.ifPresent(sentence -> bad.add(copy.getKey() + ": " + sentence));
                good |= problem.isEmpty();
            }
        } finally {
            Closing.quietly(cancel);
        }
        workshop.catalog.verified(snapshot.id(), good ? Optional.of(workshop.clock.instant()) : Optional.empty());
        data.put("snapshot", snapshot.id());
        if (!bad.isEmpty() || !good) {
            throw damaged(snapshot, bad);
        }
        return new Outcome(
                "Every byte of the snapshot " + snapshot.id() + " of " + server + " is as it was backed up.", data);
    }

    private Optional<String> check(JobRun run, Snapshot snapshot, String name) throws InterruptedException {
        Path folder = run.temporary().resolve("verify-" + snapshot.id());
        try {
            Fetching fetching = new Fetching(workshop, run);
            Fetching.Fetched fetched = fetching.from(snapshot, name, folder);
            run.step("check", "checking the copy at " + name);
            fetching.verification(fetched.head()).check(fetched.archive(), fetched.manifest());
            workshop.catalog.copy(snapshot.id(), name, "verified", workshop.clock.instant());
            return Optional.empty();
        } catch (ReconException e) {
            run.check();
            if (!DAMAGE.contains(e.code())) {
                throw e;
            }
            String state = e.code().equals("blob-absent") ? "missing" : "damaged";
            workshop.catalog.copy(snapshot.id(), name, state, workshop.clock.instant());
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            run.check();
            throw Disk.failure("verifying " + snapshot.id(), e);
        } finally {
            clean(folder);
        }
    }

    private static void clean(Path folder) {
        try {
            Trees.remove(folder);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(VerifyJob.class)
                    .warn("The temporary folder {} could not be removed: {}", folder, e.getMessage());
        }
    }

    private ReconException damaged(Snapshot snapshot, List<String> bad) {
        String text = bad.isEmpty() ? "no copy is left" : String.join(" ", bad);
        workshop.emit(
                "snapshot-damaged",
                Severity.CRITICAL,
                snapshot.server(),
                "The snapshot " + snapshot.id() + " of " + snapshot.server() + " is damaged: " + text,
                Map.of("snapshot", snapshot.id()));
        return new ReconException(
                "snapshot-damaged",
                ErrorOwner.REMOTE,
                "The snapshot " + snapshot.id() + " is damaged: " + text,
                "Make a new backup now, and check the disk or bucket behind the destination.");
    }

    @Override
    public Recovery recover(JobRun run) {
        Litter.clear(run);
        return new Recovery(io.reconsync.contract.jobs.Job.State.QUEUED, "It runs again; it only reads.");
    }
}
