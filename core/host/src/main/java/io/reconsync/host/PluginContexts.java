// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginFacts;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.store.Database;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * One {@link PluginContext} per bundle, from the first use until the bundle has stopped. There is none before the
 * database is open, so components that ask for one wait for it.
 */
@Component(immediate = true, service = PluginFacts.class)
public final class PluginContexts implements PluginFacts, ContextSource, ServiceFactory<PluginContext> {
    private final Surroundings surroundings;
    private final PluginGuard guard;
    private final BundleContext context;
    private final Map<Long, HostedContext> contexts = new ConcurrentHashMap<>();
    private final SynchronousBundleListener leaving = this::bundleChanged;
    private final ServiceRegistration<PluginContext> registration;

    /** Offers contexts from now on. */
    @Activate
    public PluginContexts(
            BundleContext context,
            @Reference PluginGuard guard,
            @Reference Instance instance,
            @Reference SecretMasks masks,
            @Reference Database database,
            @Reference Events events) {
        this.context = context;
        this.guard = guard;
        StateTable.migrate(database);
        Clock clock = Clock.systemUTC();
        this.surroundings = new Surroundings(
                instance.home(),
                masks,
                database,
                new EventQueue(events, guard.threads()),
                clock,
                guard.threads(),
                new HttpExchange(guard.threads()));
        context.addBundleListener(leaving);
        guard.useContexts(this);
        this.registration = context.registerService(PluginContext.class, this, null);
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        guard.forgetContexts(this);
        context.removeBundleListener(leaving);
        contexts.keySet().forEach(this::close);
        surroundings.http().close();
        surroundings.events().close();
    }

    @Override
    public PluginContext of(Bundle bundle) {
        return contexts.computeIfAbsent(bundle.getBundleId(), id -> new HostedContext(bundle, surroundings));
    }

    @Override
    public PluginContext getService(Bundle bundle, ServiceRegistration<PluginContext> unused) {
        return of(bundle);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<PluginContext> unused, PluginContext hosted) {
        // Stays until the bundle has stopped: its other components, and core on its behalf, use the same one.
    }

    @Override
    public void release(String plugin) {
        contexts.forEach((id, hosted) -> {
            if (hosted.name().equals(plugin) && !hosted.isRunning()) {
                close(id);
            }
        });
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            close(event.getBundle().getBundleId());
        }
    }

    private void close(long id) {
        HostedContext hosted = contexts.remove(id);
        if (hosted != null) {
            hosted.close();
        }
    }

    @Override
    public Map<String, List<String>> of(String plugin) {
        return contexts.values().stream()
                .filter(hosted -> hosted.name().equals(plugin))
                .findFirst()
                .map(HostedContext::facts)
                .orElse(Map.of());
    }

    @Override
    public Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        contexts.values()
                .forEach(hosted ->
                        hosted.facts().forEach((name, values) -> all.put(hosted.name() + "." + name, values)));
        return Map.copyOf(all);
    }
}
