// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.host.Guarded;

/** A service behind its plugin's gate. */
final class GuardedService<T> implements Guarded<T> {
    private final PluginGuard guard;
    private final Gate gate;
    private final ServiceHandle handle;
    private final Class<T> type;

    GuardedService(PluginGuard guard, Gate gate, ServiceHandle handle, Class<T> type) {
        this.guard = guard;
        this.gate = gate;
        this.handle = handle;
        this.type = type;
    }

    @Override
    public String plugin() {
        return gate.plugin();
    }

    @Override
    public <R> R call(String what, Deadline deadline, Call<T, R> call) {
        handle.present(what);
        return gate.call(what, deadline, handle.loader(), () -> {
            try (ServiceUse use = new ServiceUse(handle, gate.plugin(), what)) {
                return call.run(type.cast(use.service()));
            }
        });
    }

    @Override
    public PluginContext context() {
        handle.present("a context");
        return guard.context(handle);
    }

    @Override
    public <S> Guarded<S> with(S object) {
        handle.present("a call");
        return new GuardedObject<>(this, gate, handle, object);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " of " + gate.plugin();
    }
}
