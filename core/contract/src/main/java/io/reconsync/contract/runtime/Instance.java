// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** The running process. Registered by the launcher before any bundle starts. Thread-safe. */
@ProviderType
public interface Instance {
    /** The product's version. */
    String version();

    /** Which assembly this is. */
    Role role();

    /** The installation. */
    Home home();

    /** When the JVM started. */
    Instant started();

    /** Asks for an orderly end; returns at once. */
    void stop(String reason);

    /**
     * Asks for an orderly end with an exit code other than 0, because going on makes no sense; returns at once.
     *
     * @param exitCode of {@link io.reconsync.contract.commands.ExitCode}
     * @param sentence what happened and what to do, printed as the last line
     */
    default void fail(int exitCode, String sentence) {
        stop(sentence);
    }

    /** Reports that the plugins of the start are up; called once by the installer. */
    void ready();

    /** Whether {@link #ready} was reported. */
    boolean isReady();

    /** Whether an end was asked for: what goes now goes for that reason and is no news. */
    default boolean isEnding() {
        return false;
    }
}
