// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.host.Guarded;

/**
 * A further object of a plugin. The object is kept by the plugin's generation, not here: whoever forgets to drop this
 * guard keeps nothing of the plugin.
 */
final class GuardedObject<S> implements Guarded<S> {
    private final Guarded<?> origin;
    private final Gate gate;
    private final ServiceHandle handle;
    private final Generation generation;

    GuardedObject(Guarded<?> origin, Gate gate, ServiceHandle handle, S object) {
        this.origin = origin;
        this.gate = gate;
        this.handle = handle;
        this.generation = gate.generation();
        generation.keep(this, object);
    }

    @Override
    public String plugin() {
        return gate.plugin();
    }

    @Override
    public <R> R call(String what, Deadline deadline, Call<S, R> call) {
        handle.present(what);
        return gate.call(what, deadline, handle.loader(), () -> {
            Object object = generation.kept(this);
            if (object == null) {
                throw PluginText.gone(gate.plugin(), what);
            }
            return call.run(cast(object));
        });
    }

    @SuppressWarnings("unchecked") // put there by the constructor, which takes an S
    private S cast(Object object) {
        return (S) object;
    }

    @Override
    public PluginContext context() {
        return origin.context();
    }

    @Override
    public <T> Guarded<T> with(T object) {
        return new GuardedObject<>(origin, gate, handle, object);
    }
}
