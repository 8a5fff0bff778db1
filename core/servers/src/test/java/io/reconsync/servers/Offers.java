// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services of plugins, without a framework. */
public final class Offers implements PluginServices {
    private final List<Object> services = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public void add(Object service) {
        services.add(service);
        listeners.forEach(Runnable::run);
    }

    public void remove(Object service) {
        services.remove(service);
        listeners.forEach(Runnable::run);
    }

    @Override
    public <T> List<Guarded<T>> all(Class<T> type) {
        return services.stream()
                .filter(type::isInstance)
                .map(service -> (Guarded<T>) new Plain<>(type.cast(service)))
                .toList();
    }

    @Override
    public AutoCloseable onChange(Class<?> type, Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls straight through. */
    private record Plain<T>(T service) implements Guarded<T> {
        @Override
        public String plugin() {
            return "fake";
        }

        @Override
        public <R> R call(String what, Deadline deadline, Call<T, R> call) {
            try {
                return call.run(service);
            } catch (IOException | InterruptedException e) {
                throw new ReconException("plugin-failed", ErrorOwner.PLUGIN, what, "Look.", e);
            }
        }

        @Override
        public PluginContext context() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <S> Guarded<S> with(S object) {
            return new Plain<>(object);
        }
    }
}
