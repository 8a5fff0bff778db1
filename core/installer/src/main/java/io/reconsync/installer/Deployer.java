// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ReconException;
import io.reconsync.contract.host.Plugins.Life;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one jar in the place of another, with a journal: whenever the process dies, the active set names a jar that has
 * been ready before. Used under the installer's lock.
 */
final class Deployer {
    static final int TRIES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final ActiveSetFile file;
    private final StoredBundles store;
    private final PluginBundles bundles;
    private final Verifier verifier;
    private final Stage stage;
    private final Drain drain;
    private final LifeBook lives;
    private final String product;
    private final Map<String, List<String>> leftovers = new ConcurrentHashMap<>();
    private Optional<ActiveSet.Pending> cutShort = Optional.empty();
    private volatile ActiveSet set = ActiveSet.empty();

    Deployer(
            ActiveSetFile file,
            StoredBundles store,
            PluginBundles bundles,
            Verifier verifier,
            Stage stage,
            Drain drain,
            LifeBook lives,
            String product) {
        this.file = file;
        this.store = store;
        this.bundles = bundles;
        this.verifier = verifier;
        this.stage = stage;
        this.drain = drain;
        this.lives = lives;
        this.product = product;
    }

    ActiveSet set() {
        return set;
    }

    /** Sentences about what an earlier version of a plugin left behind. */
    List<String> leftovers(String name) {
        return leftovers.getOrDefault(name, List.of());
    }

    private void record(ActiveSet next) {
        file.write(next);
        set = next;
    }

    /** Reads the set of the last run. */
    void read() {
        set = file.read();
    }

    /** Puts back what a kill cut short, and starts what ran from a wanted file. */
    void resume(Predicate<String> wanted) throws InterruptedException {
        cutShort = set.pending();
        for (Bundle stray : bundles.all()) {
            bundles.uninstall(stray.getSymbolicName(), stray);
        }
        cutShort.ifPresent(pending -> {
            LOG.warn("The replacement of the plugin {} was cut short; the version before is started.", pending.name());
            if (pending.copied()) {
                stage.restoreState(pending.name(), pending.from());
            }
            record(set.end());
        });
        for (ActiveSet.Entry entry : set.sorted()) {
            if (wanted.test(entry.file())) {
                resume(entry);
            }
        }
    }

    private void resume(ActiveSet.Entry entry) throws InterruptedException {
        if (!store.isIntact(entry.sha256())) {
            LOG.warn(
                    "The stored jar of {} {} is damaged; it is taken from plugins/ again.",
                    entry.name(),
                    entry.version());
            record(set.without(entry.name()));
            return;
        }
        try {
            PluginJar jar = verifier.read(entry.file(), entry.sha256());
            verifier.fits(jar);
            stage.up(jar);
            ready(jar);
        } catch (ReconException e) {
            lives.runsOn(entry, Life.REFUSED, e.sentence());
        }
    }

    private void ready(PluginJar jar) {
        lives.step(jar, Life.READY, jar.title() + " from " + jar.file() + " is ready.");
    }

    /** Whether the bundle of this entry runs. */
    boolean runs(ActiveSet.Entry entry) {
        return bundle(entry)
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .isPresent();
    }

    Optional<Bundle> bundle(ActiveSet.Entry entry) {
        return bundles.find(store.path(entry.sha256()));
    }

    /** Whether this jar was being started when the process died, and that not for the first time. */
    boolean killsProcess(String sha256) {
        return cutShort.filter(pending -> pending.to().equals(sha256) && pending.tries() >= TRIES)
                .isPresent();
    }

    /**
     * Lets a verified jar in: the first of its name, or in place of the one that runs.
     *
     * @param back whether the plugin's state of that version is put back too
     * @throws ReconException code {@code plugin-refused}; what ran before runs again
     */
    void deploy(PluginJar jar, boolean back) throws InterruptedException {
        Optional<ActiveSet.Entry> before = set.entry(jar.name());
        int tries = cutShort.filter(pending -> pending.to().equals(jar.sha256()))
                .map(pending -> pending.tries() + 1)
                .orElse(1);
        String from = before.map(ActiveSet.Entry::sha256).orElse("");
        ActiveSet.Pending pending = new ActiveSet.Pending(jar.name(), from, jar.sha256(), false, tries);
        record(set.begin(pending));
        try {
            if (before.isPresent()) {
                replace(jar, before.get(), pending, back);
            } else {
                first(jar);
            }
        } finally {
            drain.end(jar.name());
        }
        ready(jar);
        cutShort = cutShort.filter(other -> !other.to().equals(jar.sha256()));
        sweep();
    }

    private void first(PluginJar jar) throws InterruptedException {
        try {
            stage.up(jar);
        } catch (ReconException e) {
            record(set.end());
            throw e;
        }
        record(set.with(entry(jar, "")).end());
    }

    private ActiveSet.Entry entry(PluginJar jar, String former) {
        return new ActiveSet.Entry(
                jar.name(), jar.file(), jar.sha256(), jar.version().toString(), former, "", "", "");
    }

    private void replace(PluginJar jar, ActiveSet.Entry before, ActiveSet.Pending pending, boolean back)
            throws InterruptedException {
        boolean copied = false;
        try {
            down(before, "is replaced by " + jar.version());
            stage.keepState(jar.name(), before.sha256(), labels(before, jar));
            copied = true;
            record(set.begin(new ActiveSet.Pending(jar.name(), pending.from(), pending.to(), true, pending.tries())));
            if (back) {
                stage.restoreState(jar.name(), jar.sha256());
            }
            stage.up(jar);
        } catch (ReconException e) {
            restore(before, jar, e, copied);
            throw e;
        }
        boolean same = before.sha256().equals(jar.sha256());
        record(set.with(entry(jar, same ? before.former() : before.sha256())).end());
    }

    private static Set<String> labels(ActiveSet.Entry before, PluginJar jar) {
        Set<String> labels = new LinkedHashSet<>(List.of(before.sha256(), jar.sha256()));
        labels.add(before.former());
        return labels;
    }

    /** Whatever else fails, the version before is started again: its servers need it. */
    private void restore(ActiveSet.Entry before, PluginJar failed, ReconException why, boolean copied)
            throws InterruptedException {
        boolean refused = why.code().equals(Refusal.CODE);
        ActiveSet.Entry marked = refused ? before.refusing(failed.sha256(), product, why.sentence()) : before;
        try {
            if (copied) {
                stage.restoreState(before.name(), before.sha256());
            }
            record(set.with(marked).end());
        } catch (ReconException e) {
            LOG.error("The roll back of the plugin {} is not recorded: {}", before.name(), e.sentence());
        }
        try {
            PluginJar old = verifier.read(before.file(), before.sha256());
            stage.up(old);
            lives.runsOn(marked, Life.ROLLED_BACK, why.sentence() + " Version " + before.version() + " runs again.");
        } catch (ReconException e) {
            lives.runsOn(
                    marked,
                    Life.REFUSED,
                    why.sentence() + " And version " + before.version() + ", which ran before, does not start again: "
                            + e.getMessage());
        }
    }

    private void down(ActiveSet.Entry entry, String why) throws InterruptedException {
        lives.runsOn(entry, Life.DRAINING, title(entry) + " " + why + "; calls in it may end.");
        drain.begin(entry.name());
        Optional<Bundle> bundle = bundle(entry);
        if (bundle.isPresent()) {
            stage.down(entry.name(), bundle.get())
                    .ifPresent(sentence -> leftovers.put(entry.name(), List.of(sentence)));
        }
    }

    private static String title(ActiveSet.Entry entry) {
        return entry.name() + " " + entry.version();
    }

    /** Takes a plugin out; what it kept stays. */
    void remove(ActiveSet.Entry entry) throws InterruptedException {
        try {
            down(entry, "was removed");
            record(set.without(entry.name()));
        } finally {
            drain.end(entry.name());
        }
        lives.runsOn(entry, Life.GONE, title(entry) + " was removed; its data stay.");
        sweep();
    }

    /** Forgets a plugin whose jar was removed while nothing ran. */
    void forget(ActiveSet.Entry entry) {
        record(set.without(entry.name()));
        lives.runsOn(entry, Life.GONE, title(entry) + " was removed while ReconSync did not run.");
    }

    /** The jar in the folder is the one that runs: whatever was refused before it is forgotten. */
    void isGood(ActiveSet.Entry entry) {
        if (!entry.refused().isEmpty()) {
            record(set.with(entry.refusing("", "", "")));
        }
        lives.runsOn(entry, Life.READY, title(entry) + " from " + entry.file() + " is ready.");
    }

    void moved(ActiveSet.Entry entry, String other) {
        record(set.with(entry.in(other)));
    }

    private void sweep() {
        try {
            store.sweep(set.hashes());
        } catch (IOException e) {
            LOG.warn("Jars that are no longer needed could not be removed: {}", e.getMessage());
        }
    }
}
