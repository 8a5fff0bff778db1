// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.runtime.PluginContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A plugin's object behind a guard. Thread-safe.
 *
 * @param <T> its type
 */
@ProviderType
public interface Guarded<T> {
    /** The bundle's name; {@code core} for our own. */
    String plugin();

    /**
     * Calls the plugin in one of its own threads. ReconExceptions come through (masked); anything else that is thrown
     * becomes one of owner PLUGIN, code {@code plugin-failed}. Past the deadline the thread is interrupted and
     * abandoned, code {@code plugin-hung}; three abandoned put the bundle into quarantine. When the bundle leaves:
     * {@code plugin-gone}. Interrupting the caller interrupts the call.
     *
     * @param what for messages: "listing the players of ark-island"
     */
    <R> R call(String what, Deadline deadline, Call<T, R> call);

    /**
     * The context of the same bundle, for methods of the api that take one.
     *
     * @throws io.reconsync.api.ReconException code {@code plugin-gone}
     */
    PluginContext context();

    /** A further object of the same bundle behind the same guard. */
    <S> Guarded<S> with(S object);

    /** What is done with it. */
    @FunctionalInterface
    interface Call<T, R> {
        /** Does it. Checked exceptions of I/O become {@code plugin-failed} with the owner HOST. */
        R run(T service) throws java.io.IOException, InterruptedException;
    }
}
