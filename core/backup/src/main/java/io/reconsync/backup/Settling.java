// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.jobs.JobRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waits until the files of a world rest and make a whole one, and says which they are. */
final class Settling {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ASKING = Duration.ofSeconds(10);

    private final List<WorldRoot> roots;
    private final FileRule rule;
    private final List<Glob> busy;
    private final List<Glob> required;
    private final List<String> requiredTexts;
    private final Duration stable;
    private final Duration patience;
    private final Optional<Guarded<WorldSelector>> selector;
    private final JobRun run;
    private Deadline quiet;

    /** @param cold whether no process runs: then nothing that is missing will come */
    Settling(World world, Optional<SavePart> save, boolean cold, JobRun run) {
        FilesPart files = world.files();
        this.roots = world.roots();
        this.rule = world.rule();
        this.busy = Glob.all(save.map(SavePart::busy).orElse(List.of()));
        this.requiredTexts = files.required();
        this.required = Glob.all(files.required());
        this.stable = save.map(SavePart::stable).orElse(Duration.ZERO);
        this.selector = world.server().selector();
        this.patience = cold ? Duration.ZERO : PATIENCE.plus(stable.multipliedBy(5));
        this.run = run;
        this.quiet = Deadline.after(stable);
    }

    /**
     * The files as they are now, if they make a whole one; their rest is then waited for afterwards, by {@link
     * #rested}. That finds the same changes as waiting before, and a game that saves again soon is read in its pause.
     */
    Optional<Choice> atOnce() throws IOException {
        WorldListing now = look();
        quiet = Deadline.after(stable);
        Choice choice = choose(now);
        return Optional.of(choice)
                .filter(Choice::settled)
                .filter(c -> now.busy().isEmpty());
    }

    /** Whether the files stayed as they were chosen, until the profile's time since then is over. */
    boolean rested(Choice choice) throws IOException, InterruptedException {
        while (still(choice, look())) {
            if (quiet.expired()) {
                return true;
            }
            run.check();
            TimeUnit.MILLISECONDS.sleep(Math.min(pause(), quiet.remaining().toMillis() + 1));
        }
        return false;
    }

    private long pause() {
        return Math.max(20, Math.min(500, stable.toMillis() / 4));
    }

    /** The files once they have not changed for the profile's time, or what there is when that does not happen. */
    Choice settle() throws IOException, InterruptedException {
        Deadline until = run.deadline().atMost(patience);
        WorldListing last = look();
        quiet = Deadline.after(stable);
        while (true) {
            run.check();
            Choice choice = choose(last);
            boolean rested = quiet.expired() && last.busy().isEmpty();
            if (rested && choice.settled()) {
                return choice;
            }
            if (until.expired()) {
                String why = !choice.settled()
                        ? choice.reason()
                        : last.busy().isEmpty()
                                ? "The files of the world did not stop changing."
                                : "A save was still under way: " + last.busy().get(0) + ".";
                return new Choice(last, choice.files(), false, why);
            }
            TimeUnit.MILLISECONDS.sleep(pause());
            WorldListing now = look();
            if (selector.isPresent() ? !same(choice, choose(now)) : !now.same(last)) {
                quiet = Deadline.after(stable);
            }
            last = now;
        }
    }

    WorldListing look() throws IOException {
        return WorldListing.of(roots, rule, busy);
    }

    /** Whether a later look shows the files of a choice unchanged, and would lead to the same choice. */
    boolean still(Choice choice, WorldListing later) {
        return later.busy().isEmpty() && same(choice, choose(later));
    }

    /** Other files in the folder, of which the game's selector says that they are not the world's, may change. */
    private static boolean same(Choice choice, Choice later) {
        List<WorldFile> now = later.files();
        if (now.size() != choice.files().size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).same(choice.files().get(i))) {
                return false;
            }
        }
        return true;
    }

    private Choice choose(WorldListing listing) {
        List<WorldFile> files = listing.files();
        String problem = "";
        if (selector.isPresent()) {
            List<WorldSelector.WorldFile> seen = files.stream()
                    .filter(WorldFile::isFile)
                    .map(file -> new WorldSelector.WorldFile(
                            key().apply(file),
                            file.state().size(),
                            file.state().modified().toEpochMilli()))
                    .toList();
            WorldSelector.Selection selection = selector.get()
                    .call("choosing the files of a save", run.deadline().atMost(ASKING), s -> s.select(seen));
            files = Choice.pick(listing, key(), selection.paths());
            problem = selection.complete() ? "" : selection.reason();
        }
        for (int i = 0; i < required.size() && problem.isEmpty(); i++) {
            Glob glob = required.get(i);
            boolean there = files.stream()
                    .anyMatch(file -> file.isFile() && file.state().size() > 0 && glob.matches(file.below()));
            if (!there) {
                problem = "The world is not whole: nothing but empty files matches " + requiredTexts.get(i) + ".";
            }
        }
        return new Choice(listing, files, problem.isEmpty(), problem);
    }

    /** A file's name as adapters see it: below the root, or beginning with the root's name when there are several. */
    private Function<WorldFile, String> key() {
        return roots.size() == 1 ? WorldFile::below : file -> file.name().text();
    }
}
