// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.ByteText;
import io.reconsync.contract.values.Closing;
import io.reconsync.contract.values.DurationText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The job {@code backup}: arguments {@code label} and {@code reason}. */
@Component(service = JobHandler.class)
public final class BackupJob implements JobHandler {
    private static final int MOST_ATTEMPTS = 3;
    private static final Set<String> NO_SPACE = Set.of("disk-floor", "disk-full", "destination-full");

    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public BackupJob(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public String kind() {
        return "backup";
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        Server server = workshop.servers.get(run.request().server().orElseThrow());
        AutoCloseable busy = server.busy("backup");
        AutoCloseable cancel = run.onCancel(Thread.currentThread()::interrupt);
        try {
            new Unfinished(workshop).refuseBackup(server);
            Taking.Result taken = new Taking(workshop, server, run)
                    .take(World.of(server), run.argument("label").orElse(""), true);
            List<String> gone = new Removal(workshop).prune(server, run.deadline());
            new FormerWorlds(workshop).clean(server);
            return outcome(taken, gone);
        } catch (ReconException e) {
            run.check();
            boolean critical = NO_SPACE.contains(e.code());
            workshop.emit(
                    "backup-failed",
                    critical ? Severity.CRITICAL : Severity.WARNING,
                    server.id(),
                    "The backup of " + server.id() + " failed: " + e.sentence(),
                    Map.of("job", run.id(), "code", e.code()));
            throw e;
        } finally {
            Closing.quietly(cancel);
            Closing.quietly(busy);
        }
    }

    private Outcome outcome(Taking.Result taken, List<String> gone) {
        Snapshot snapshot = taken.snapshot();
        Map<String, String> data = new LinkedHashMap<>();
        data.put("snapshot", snapshot.id());
        data.put("grade", snapshot.grade().name().toLowerCase(Locale.ROOT));
        data.put("reason", snapshot.reason());
        data.put("format", snapshot.format());
        data.put("files", Long.toString(snapshot.files()));
        data.put("bytes", Long.toString(snapshot.bytes()));
        data.put("stored", Long.toString(snapshot.stored()));
        data.put("held_ms", Long.toString(snapshot.held().toMillis()));
        data.put("removed", String.join(" ", gone));
        snapshot.copies().forEach((destination, state) -> data.put("copy." + destination, state));
        StringBuilder text = new StringBuilder("Backed up " + snapshot.server() + ": " + snapshot.files()
                + " files, " + ByteText.format(snapshot.bytes()) + ", stored as "
                + ByteText.format(snapshot.stored()) + ", " + data.get("grade") + ", verified");
        if (!snapshot.held().isZero()) {
            text.append("; saving was held for ").append(DurationText.format(snapshot.held()));
        }
        text.append(". ").append(snapshot.reason());
        taken.skipped().stream().limit(3).forEach(sentence -> text.append(' ').append(sentence));
        taken.problems()
                .forEach((destination, problem) -> text.append(" It did not reach ")
                        .append(destination)
                        .append(": ")
                        .append(problem));
        boolean suspect = snapshot.grade() == Grade.SUSPECT;
        workshop.emit(
                suspect ? "backup-suspect" : "backup-succeeded",
                suspect ? Severity.WARNING : Severity.INFO,
                snapshot.server(),
                text.toString(),
                data);
        return new Outcome(text.toString(), data);
    }

    /** Lets the game save again, removes what was begun, and queues the backup again. */
    @Override
    public Recovery recover(JobRun run) throws InterruptedException {
        workshop.leases.recover(run.id());
        Litter.clear(run);
        Map<String, String> notes = run.notes();
        String server = run.request().server().orElseThrow();
        if (notes.containsKey("snapshot")
                && new Remains(workshop).settle(server, notes.get("snapshot"), run.deadline())) {
            return new Recovery(
                    Job.State.SUCCEEDED,
                    "The snapshot " + notes.get("snapshot") + " was complete before ReconSync ended.");
        }
        int attempts = Integer.parseInt(notes.getOrDefault("attempts", "1"));
        if (attempts >= MOST_ATTEMPTS) {
            return new Recovery(Job.State.FAILED, "ReconSync ended " + attempts + " times while this ran.");
        }
        run.note("attempts", Integer.toString(attempts + 1));
        return new Recovery(Job.State.QUEUED, "ReconSync ended while this ran; it runs again.");
    }
}
