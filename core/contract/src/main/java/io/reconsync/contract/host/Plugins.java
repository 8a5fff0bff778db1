// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The life of plugins. Implemented by core/installer. Thread-safe; the changing ones block until done. */
@ProviderType
public interface Plugins {
    /** Every plugin known, by name, also refused ones. */
    List<PluginStatus> list();

    /** One plugin. */
    default Optional<PluginStatus> find(String name) {
        return list().stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    /** Sentences that explain the state of a plugin, the most important first. */
    List<String> why(String name);

    /** Copies a jar into {@code plugins/}, from where it is installed. */
    void install(Path jar);

    /** Goes back to the version that was active before. */
    PluginStatus rollback(String name);

    /** Takes the jar out of {@code plugins/}; its data stay unless {@code purge}. */
    void remove(String name, boolean purge);

    /**
     * A plugin.
     *
     * @param name last part of the symbolic name
     * @param version of the bundle
     * @param life where it stands
     * @param sentence why
     * @param file in {@code plugins/}
     * @param sha256 of the active jar
     * @param since when the state began
     * @param abandonedCalls calls that had to be abandoned
     */
    record PluginStatus(
            String name,
            String version,
            Life life,
            String sentence,
            String file,
            String sha256,
            Instant since,
            int abandonedCalls) {}

    /** Where a plugin stands. */
    enum Life {
        /** Seen in the folder, not yet unchanged for two scans. */
        DROPPED,
        /** Copied and its manifest read. */
        VERIFIED,
        /** Its imports fit. */
        RESOLVED,
        /** Started. */
        ACTIVE,
        /** Its services are there. */
        READY,
        /** Leaving. */
        DRAINING,
        /** Left. */
        GONE,
        /** Not let in. */
        REFUSED,
        /** Let in, failed, and the former version runs again. */
        ROLLED_BACK,
        /** No longer called. */
        QUARANTINED
    }
}
