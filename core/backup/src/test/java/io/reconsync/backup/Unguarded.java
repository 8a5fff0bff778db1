// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.host.Guarded;
import java.io.IOException;

/** Calls in the caller's thread. */
record Unguarded<T>(T service) implements Guarded<T> {
    @Override
    public String plugin() {
        return "core";
    }

    @Override
    public <R> R call(String what, Deadline deadline, Call<T, R> call) {
        try {
            return call.run(service);
        } catch (IOException e) {
            throw new ReconException("plugin-failed", ErrorOwner.HOST, what + ": " + e, "Look at it.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconException("plugin-gone", ErrorOwner.PLUGIN, what + " was interrupted.", "Try again.", e);
        }
    }

    @Override
    public PluginContext context() {
        return null;
    }

    @Override
    public <S> Guarded<S> with(S object) {
        return new Unguarded<>(object);
    }
}
