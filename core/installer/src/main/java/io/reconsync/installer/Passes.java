// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginData;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares {@code plugins/} with what runs and acts on the difference. Used under the installer's lock. */
final class Passes {
    private static final Logger LOG = LoggerFactory.getLogger(Passes.class);

    private final Path folder;
    private final DropFolder drops;
    private final StoredBundles store;
    private final Verifier verifier;
    private final Deployer deployer;
    private final LifeBook lives;
    private final RefusedNotes notes;
    private final String product;
    private final PluginData data;
    private final Map<String, DropFolder.Look> decided = new HashMap<>();
    private final Map<String, PluginJar> read = new HashMap<>();
    private final Map<String, String> refusedNames = new HashMap<>();
    private final Set<String> doubles = new HashSet<>();
    private Set<String> missing = new HashSet<>();
    private boolean starting = true;
    private int failedLooks;

    Passes(
            Path folder,
            StoredBundles store,
            Verifier verifier,
            Deployer deployer,
            LifeBook lives,
            RefusedNotes notes,
            String product,
            PluginData data) {
        this.folder = folder;
        this.drops = new DropFolder(folder, Clock.systemUTC());
        this.store = store;
        this.verifier = verifier;
        this.deployer = deployer;
        this.lives = lives;
        this.notes = notes;
        this.product = product;
        this.data = data;
    }

    /** The first look: what ran when we ended is started, what was removed meanwhile is forgotten. */
    Void begin() throws InterruptedException {
        deployer.read();
        if (deployer.set().plugins().isEmpty()) {
            makeFolder();
        }
        Optional<Set<String>> names = names();
        deployer.resume(file -> names.isEmpty() || names.get().contains(file));
        if (names.isPresent()) {
            for (ActiveSet.Entry entry : deployer.set().sorted()) {
                if (!names.get().contains(entry.file())) {
                    deployer.forget(entry);
                }
            }
            notes.keepOnly(names.get());
        }
        return null;
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.error("{} cannot be made: {}", folder, e.getMessage());
        }
    }

    /** Empty when the folder cannot be read: then what ran before is started. */
    private Optional<Set<String>> names() {
        try {
            return Optional.of(
                    Set.copyOf(new DropFolder(folder, Clock.systemUTC()).scan().names()));
        } catch (IOException e) {
            LOG.error("{} cannot be read ({}); what ran before is started.", folder, e.toString());
            return Optional.empty();
        }
    }

    /** One look. @return whether all in the folder has come to rest and was decided on, or it cannot be read */
    boolean scan() throws InterruptedException {
        DropFolder.Scan scan;
        try {
            scan = drops.scan();
            lives.readable(folder);
            failedLooks = 0;
        } catch (IOException e) {
            // No look at the jars at all: none of them counts as removed.
            missing = new HashSet<>();
            failedLooks++;
            if (failedLooks >= 2) {
                lives.unreadable(folder, e);
            }
            return failedLooks >= 2;
        }
        decided.keySet().retainAll(scan.names());
        read.keySet().retainAll(scan.names());
        forgetRefused(scan);
        for (DropFolder.Settled settled : scan.settled()) {
            if (!settled.look().equals(decided.get(settled.file()))) {
                decide(settled, scan);
            }
        }
        moving(scan);
        removed(scan);
        boolean complete = scan.isComplete();
        starting = starting && !complete;
        return complete;
    }

    private void moving(DropFolder.Scan scan) {
        for (String file : scan.names()) {
            boolean settled = scan.settled().stream().anyMatch(one -> one.file().equals(file));
            if (!settled && deployer.set().ofFile(file).isEmpty() && !refusedNames.containsKey(file)) {
                String name = Verifier.nameOf(file);
                refusedNames.put(file, name);
                lives.file(name, file, Life.DROPPED, file + " was dropped and is still being copied.");
            }
        }
    }

    private void forgetRefused(DropFolder.Scan scan) {
        refusedNames.entrySet().removeIf(entry -> {
            boolean gone = !scan.names().contains(entry.getKey());
            if (gone) {
                lives.forget(entry.getValue());
                notes.clear(entry.getKey());
                doubles.remove(entry.getKey());
            }
            return gone;
        });
    }

    private void removed(DropFolder.Scan scan) throws InterruptedException {
        Set<String> now = new HashSet<>();
        for (ActiveSet.Entry entry : deployer.set().sorted()) {
            if (!scan.names().contains(entry.file())) {
                now.add(entry.file());
                if (missing.contains(entry.file())) {
                    deployer.remove(entry);
                    notes.clear(entry.file());
                    doubles.forEach(decided::remove);
                }
            }
        }
        missing = now;
    }

    /** Decides on a jar that has come to rest. */
    private void decide(DropFolder.Settled settled, DropFolder.Scan scan) throws InterruptedException {
        String file = settled.file();
        read.remove(file);
        try {
            Verifier.shape(settled);
            String sha256 = store.take(settled.path());
            if (!unchanged(settled)) {
                return;
            }
            decided.put(file, settled.look());
            decide(file, sha256, scan);
            cleared(file);
        } catch (ReconException e) {
            decided.put(file, settled.look());
            refused(file, e);
        }
    }

    private static boolean unchanged(DropFolder.Settled settled) {
        try {
            return Files.size(settled.path()) == settled.look().size()
                    && Files.getLastModifiedTime(settled.path())
                            .toInstant()
                            .equals(settled.look().modified());
        } catch (IOException e) {
            return false;
        }
    }

    private void decide(String file, String sha256, DropFolder.Scan scan) throws InterruptedException {
        Optional<ActiveSet.Entry> here = deployer.set().ofFile(file);
        if (here.isPresent() && here.get().sha256().equals(sha256) && deployer.runs(here.get())) {
            deployer.isGood(here.get());
            return;
        }
        if (starting
                && here.isPresent()
                && here.get().refused().equals(sha256)
                && here.get().refusedBy().equals(product)) {
            throw new ReconException(Refusal.CODE, ErrorOwner.PLUGIN, here.get().why(), "It was not tried again.");
        }
        if (deployer.killsProcess(sha256)) {
            throw Refusal.of(
                    file + " was being started when ReconSync ended, " + Deployer.TRIES + " times in a row.",
                    "Replace it by another version; it is not tried again.");
        }
        PluginJar jar = verifier.read(file, sha256);
        read.put(file, jar);
        Optional<ActiveSet.Entry> before = deployer.set().entry(jar.name());
        if (before.isPresent() && !before.get().file().equals(file)) {
            other(jar, before.get(), scan);
        }
        lives.step(jar, Life.VERIFIED, jar.title() + " from " + file + " is a proper plugin.");
        verifier.fits(jar);
        if (here.isPresent() && !here.get().name().equals(jar.name())) {
            deployer.remove(here.get());
        }
        deployer.deploy(jar, false);
    }

    /** The same plugin from another file: a rename if the former file has gone, else one too many. */
    private void other(PluginJar jar, ActiveSet.Entry before, DropFolder.Scan scan) {
        if (scan.names().contains(before.file())) {
            doubles.add(jar.file());
            throw Refusal.of(
                    jar.file() + " is the plugin " + jar.name() + " again, which comes from " + before.file() + ".",
                    "Remove one of the two; to update, replace " + before.file() + ".");
        }
        deployer.moved(before, jar.file());
    }

    private void cleared(String file) {
        notes.clear(file);
        doubles.remove(file);
        String name = refusedNames.remove(file);
        if (name != null && deployer.set().entry(name).isEmpty()) {
            lives.forget(name);
        }
    }

    private void refused(String file, ReconException why) {
        notes.write(file, why.sentence());
        Optional<ActiveSet.Entry> here = deployer.set().ofFile(file);
        if (here.isPresent()) {
            boolean told = here.get().why().equals(why.sentence());
            if (!told) {
                refusedBeside(here.get(), why.sentence());
            }
            return;
        }
        String name = nameOfRefused(file);
        String earlier = refusedNames.put(file, name);
        if (earlier != null && !earlier.equals(name)) {
            lives.forget(earlier);
        }
        lives.file(name, file, Life.REFUSED, why.sentence());
    }

    private void refusedBeside(ActiveSet.Entry entry, String why) {
        String sentence = why + " Version " + entry.version() + " runs on.";
        if (deployer.runs(entry)) {
            lives.refusedBeside(entry, sentence);
        } else {
            lives.runsOn(entry, Life.REFUSED, why);
        }
    }

    /** What a jar is called that does not run: as its manifest says, unless a plugin that runs is called so. */
    private String nameOfRefused(String file) {
        String name = Optional.ofNullable(read.get(file)).map(PluginJar::name).orElse(Verifier.nameOf(file));
        return deployer.set().entry(name).isPresent() ? file : name;
    }

    /** Copies a jar into the folder, in place of the plugin's present file if there is one, and decides at once. */
    void install(Path jar) throws InterruptedException {
        String file = jar.getFileName().toString();
        if (!file.toLowerCase(java.util.Locale.ROOT).endsWith(".jar") || !Files.isRegularFile(jar)) {
            throw new ReconException(
                    "plugin-no-jar", ErrorOwner.USER, jar + " is no jar.", "Give the path of a plugin's jar.");
        }
        PluginJar read = verifier.read(file, store.take(jar));
        String target =
                deployer.set().entry(read.name()).map(ActiveSet.Entry::file).orElse(file);
        store.give(read.sha256(), folder.resolve(target));
        settle(target);
        ActiveSet.Entry entry = deployer.set().entry(read.name()).orElse(null);
        if (entry == null || !entry.sha256().equals(read.sha256())) {
            PluginStatus status = lives.list().stream()
                    .filter(one -> one.file().equals(target))
                    .findFirst()
                    .orElseThrow();
            throw Refusal.of(status.sentence(), "The jar stays in plugins/ for you to look at; remove it if unwanted.");
        }
    }

    private void settle(String file) throws InterruptedException {
        decided.remove(file);
        scan();
        scan();
    }

    /** Puts the jar that ran before back into the folder and in the place of the present one. */
    void rollback(String name) throws InterruptedException {
        ActiveSet.Entry entry = deployer.set().entry(name).orElseThrow(() -> nothing(name));
        if (entry.former().isEmpty() || !store.has(entry.former())) {
            throw nothing(name);
        }
        PluginJar jar = verifier.read(entry.file(), entry.former());
        verifier.fits(jar);
        store.give(jar.sha256(), folder.resolve(entry.file()));
        deployer.deploy(jar, true);
        settle(entry.file());
    }

    private static ReconException nothing(String name) {
        return new ReconException(
                "plugin-no-former",
                ErrorOwner.USER,
                "There is no earlier version of " + name + " to go back to.",
                "Copy the jar that you want into plugins/.");
    }

    /** Removes a plugin's jar from the folder and the plugin from the framework. */
    void remove(String name, boolean purge) throws InterruptedException {
        PluginStatus status = lives.list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ReconException(
                        "plugin-unknown",
                        ErrorOwner.USER,
                        "There is no plugin called " + name + ".",
                        "'reconsync plugin list' shows what there is."));
        try {
            Files.deleteIfExists(folder.resolve(status.file()));
        } catch (IOException e) {
            throw new ReconException(
                    "plugin-remove-failed",
                    ErrorOwner.HOST,
                    "plugins/" + status.file() + " could not be removed: " + e.getMessage() + ".",
                    "Check the rights there, or remove it by hand.",
                    e);
        }
        Optional<ActiveSet.Entry> entry = deployer.set().entry(name);
        if (entry.isPresent()) {
            deployer.remove(entry.get());
        } else {
            lives.forget(name);
            refusedNames.remove(status.file());
        }
        notes.clear(status.file());
        if (purge) {
            data.purge(name);
            lives.forget(name);
        }
    }
}
