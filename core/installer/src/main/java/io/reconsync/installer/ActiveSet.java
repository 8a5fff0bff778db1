// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which jar of each plugin is to run: the truth over restarts. Immutable.
 *
 * @param plugins by name
 * @param pending the replacement under way; still there at a start when the process died in its middle
 */
record ActiveSet(Map<String, Entry> plugins, Optional<Pending> pending) {
    /**
     * A plugin that runs.
     *
     * @param file in {@code plugins/}
     * @param sha256 of the jar that runs
     * @param version of it
     * @param former SHA-256 of the jar that ran before; empty for none
     * @param refused SHA-256 of a later jar in the same file that was refused; empty for none
     * @param refusedBy version of the product that refused it
     * @param why the sentence of that refusal
     */
    record Entry(
            String name,
            String file,
            String sha256,
            String version,
            String former,
            String refused,
            String refusedBy,
            String why) {
        Entry refusing(String hash, String product, String sentence) {
            return new Entry(name, file, sha256, version, former, hash, product, sentence);
        }

        Entry in(String other) {
            return new Entry(name, other, sha256, version, former, refused, refusedBy, why);
        }
    }

    /**
     * A replacement under way.
     *
     * @param from SHA-256 of the jar that ran; empty for none
     * @param to SHA-256 of the jar that comes
     * @param copied whether the plugin's state was copied, so that it has to be put back
     * @param tries how often this was begun without coming to its end
     */
    record Pending(String name, String from, String to, boolean copied, int tries) {}

    static ActiveSet empty() {
        return new ActiveSet(Map.of(), Optional.empty());
    }

    ActiveSet {
        plugins = Map.copyOf(plugins);
    }

    Optional<Entry> entry(String name) {
        return Optional.ofNullable(plugins.get(name));
    }

    Optional<Entry> ofFile(String file) {
        return plugins.values().stream()
                .filter(entry -> entry.file().equals(file))
                .findFirst();
    }

    List<Entry> sorted() {
        return List.copyOf(new TreeMap<>(plugins).values());
    }

    ActiveSet with(Entry entry) {
        Map<String, Entry> copy = new TreeMap<>(plugins);
        copy.put(entry.name(), entry);
        return new ActiveSet(copy, pending);
    }

    ActiveSet without(String name) {
        Map<String, Entry> copy = new TreeMap<>(plugins);
        copy.remove(name);
        return new ActiveSet(copy, pending);
    }

    ActiveSet begin(Pending now) {
        return new ActiveSet(plugins, Optional.of(now));
    }

    ActiveSet end() {
        return new ActiveSet(plugins, Optional.empty());
    }

    /** Hashes of all jars that may still be needed. */
    Set<String> hashes() {
        Set<String> hashes = new HashSet<>();
        for (Entry entry : plugins.values()) {
            hashes.add(entry.sha256());
            hashes.add(entry.former());
        }
        pending.ifPresent(now -> hashes.add(now.from()));
        hashes.remove("");
        return hashes;
    }
}
