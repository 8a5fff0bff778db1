// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import io.reconsync.api.Deadline;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the installer asks of host. Implemented by core/host. Thread-safe. */
@ProviderType
public interface GuardControl {
    /** Refuses new calls into the plugin ({@code plugin-gone}) until {@link #open}. */
    void close(String plugin);

    /** Lets calls through again; the counter of abandoned calls starts anew. */
    void open(String plugin);

    /** Calls under way. */
    int running(String plugin);

    /** Calls abandoned since the plugin was opened. */
    int abandoned(String plugin);

    /** Why the plugin is in quarantine; empty when it is not. */
    Optional<String> quarantine(String plugin);

    /** Types of services of which the plugin offers at least one now, by simple name. */
    List<String> offers(String plugin);

    /**
     * Obtains each service of the plugin once, so that its component is activated; works while the plugin is closed.
     *
     * @throws io.reconsync.api.ReconException code {@code plugin-failed} or {@code plugin-hung}
     */
    void activate(String plugin, Deadline deadline);

    /** What the last call that ended in a defect of the plugin said; empty when none did since it was opened. */
    Optional<String> lastFailure(String plugin);

    /** Stops the plugin's executor and closes what its context holds; to be called after its bundle has stopped. */
    void release(String plugin);
}
