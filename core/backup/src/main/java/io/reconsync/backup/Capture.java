// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.Verdict;
import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads one state of a world: the game is asked to save and kept from saving, the files come to rest, are copied, and
 * are looked at again. When anything moved, all of it is done again, and what does not come to rest is said to be
 * suspect. A world without a process is read as it lies.
 */
final class Capture {
    private static final int ROUNDS = 3;

    private final Workshop workshop;
    private final World world;
    private final JobRun run;
    private Duration held = Duration.ZERO;

    Capture(Workshop workshop, World world, JobRun run) {
        this.workshop = workshop;
        this.world = world;
        this.run = run;
    }

    /**
     * A state.
     *
     * @param files what to pack
     * @param made when it was read
     * @param grade how sure it is that it is one state
     * @param reason what the game said, or what is wrong
     * @param held for how long the game was kept from saving
     * @param skipped what was left out, in sentences
     */
    record Taken(List<Staged> files, Instant made, Grade grade, String reason, Duration held, List<String> skipped) {
        private Taken graded(Grade other, String why, Duration time) {
            return new Taken(files, made, other, why, time, skipped);
        }
    }

    /** What is done with the files while the game is still kept from saving; only without staging. */
    interface Reading {
        void read(List<Staged> files, Instant made) throws IOException, InterruptedException;
    }

    /** @param reading null when the files are copied first */
    Taken take(Path folder, Reading reading) throws IOException, InterruptedException {
        Stage stage = new Stage(folder, world.files().databases(), workshop.live, reading == null, run);
        Taken taken = null;
        for (int round = 1; round <= ROUNDS; round++) {
            taken = round(stage, reading, round);
            String flaw = taken.grade() == Grade.SUSPECT || reading != null ? "" : judge(stage);
            taken = flaw.isEmpty()
                    ? taken.graded(taken.grade(), taken.reason(), held)
                    : taken.graded(Grade.SUSPECT, flaw, held);
            if (taken.grade() != Grade.SUSPECT) {
                return taken;
            }
            run.check();
        }
        return taken;
    }

    private Taken round(Stage stage, Reading reading, int round) throws IOException, InterruptedException {
        boolean last = round == ROUNDS;
        Server server = world.server();
        boolean cold = !mayRun(server);
        Optional<SavePart> save = cold ? Optional.empty() : world.save();
        Settling settling = new Settling(world, save, cold, run);
        Deadline stopwatch = Deadline.after(Duration.ofDays(1));
        boolean asked = save.isPresent() && !save.get().before().isEmpty();
        Leases.Lease lease = asked ? lease(save.get()) : null;
        try {
            Saved saved = saved(cold, save);
            run.step("settle", "waiting until the files of the world rest");
            // A second reading is cheap only where the files are copied first.
            Optional<Choice> early =
                    saved.confirmed() && !cold && round == 1 && reading == null ? settling.atOnce() : Optional.empty();
            Choice choice = early.isPresent() ? early.get() : settling.settle();
            if (choice.files().stream().noneMatch(WorldFile::isFile)) {
                throw empty();
            }
            Instant made = workshop.clock.instant();
            run.step("read", "reading the world");
            Disk.require(run.temporary(), reading == null ? choice.bytes() : 0, "a copy of the world");
            Stage.Round read = stage.take(choice, last);
            if (reading != null && !read(reading, read.files(), made, last)) {
                return new Taken(
                        List.of(), made, Grade.SUSPECT, "A file changed its size while it was read.", held, List.of());
            }
            boolean still = settling.rested(choice);
            String problem = problem(choice, read, still, cold);
            Grade grade = !problem.isEmpty() ? Grade.SUSPECT : saved.confirmed() ? Grade.CONFIRMED : Grade.STABLE;
            List<String> skipped = choice.listing().skipped();
            return new Taken(read.files(), made, grade, problem.isEmpty() ? saved.reason() : problem, held, skipped);
        } finally {
            if (lease != null) {
                lease.close();
                held = held.plus(Duration.ofDays(1).minus(stopwatch.remaining()));
            }
        }
    }

    /** Only what is known to be stopped is read as it lies. */
    private static boolean mayRun(Server server) {
        try {
            return server.running();
        } catch (ReconException e) {
            return true;
        }
    }

    /** @return false when a file did not have the size that it was listed with */
    private boolean read(Reading reading, List<Staged> files, Instant made, boolean last)
            throws IOException, InterruptedException {
        try {
            reading.read(files, made);
            return true;
        } catch (IOException e) {
            if (last || Disk.failure("reading the world", e).code().equals("disk-full")) {
                throw e;
            }
            return false;
        }
    }

    private Leases.Lease lease(SavePart save) {
        run.step("quiesce", "asking the game to save");
        run.note("lease", workshop.leases.describe(save.release()));
        return workshop.leases.begin(world.server(), run.id(), save.release());
    }

    private Saved saved(boolean cold, Optional<SavePart> save) throws InterruptedException {
        if (cold) {
            return new Saved(true, "The server was stopped.");
        }
        if (save.isEmpty()) {
            return new Saved(
                    false,
                    "The game could not be asked to save: "
                            + world.server().adapterProblem().orElse("its profile is missing."));
        }
        return new Quiesce(world.server(), workshop.servers, save.get(), run).ask();
    }

    private String problem(Choice choice, Stage.Round read, boolean still, boolean cold) {
        if (!choice.settled()) {
            return choice.reason();
        }
        if (!read.changing().isEmpty()) {
            return read.changing().size() + " files changed while they were read, among them "
                    + read.changing().get(0) + ".";
        }
        if (!still) {
            return "The world changed while it was read.";
        }
        return cold && mayRun(world.server()) ? "The server was started while its world was read." : "";
    }

    /** What the game's own check says of the copy; empty when nothing is wrong. */
    private String judge(Stage stage) {
        if (world.server().verifier().isEmpty()) {
            return "";
        }
        Path tree = world.roots().size() == 1 ? world.roots().get(0).name().in(stage.folder()) : stage.folder();
        Deadline deadline = run.deadline().atMost(Duration.ofMinutes(10));
        Verdict verdict = world.server()
                .verifier()
                .get()
                .call("judging a world", deadline, verifier -> verifier.verify(tree, deadline));
        return verdict instanceof Verdict.Damaged damaged
                ? "The game would refuse this world: " + damaged.where() + ": " + damaged.what()
                : "";
    }

    private ReconException empty() {
        return new ReconException(
                "world-empty",
                ErrorOwner.USER,
                "There is nothing to back up for " + world.server().id() + ": no file in "
                        + world.roots().get(0).path() + " belongs to its world.",
                "Check install and backup.path; if the world was lost, restore a snapshot.");
    }
}
