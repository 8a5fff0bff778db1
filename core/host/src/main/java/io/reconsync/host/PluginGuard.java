// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginName;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every way from core into a plugin. */
@Component(
        immediate = true,
        service = {PluginServices.class, GuardControl.class, PluginGuard.class})
public final class PluginGuard implements PluginServices, GuardControl {
    private static final Logger LOG = LoggerFactory.getLogger(PluginGuard.class);
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final BundleContext context;
    private final SecretMasks masks;
    private final Clock clock = Clock.systemUTC();
    private final CleanThreads threads = new CleanThreads();
    private final Changes changes = new Changes(threads);
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final ServiceBook book;
    private final AtomicReference<Events> events = new AtomicReference<>();
    private final AtomicReference<ContextSource> contexts = new AtomicReference<>();
    private final SynchronousBundleListener leaving = this::bundleChanged;

    /** Starts to look for services. */
    @Activate
    public PluginGuard(BundleContext context, @Reference SecretMasks masks) {
        this.context = context;
        this.masks = masks;
        this.book = new ServiceBook(context, changes::fire);
        context.addBundleListener(leaving);
        book.open();
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(leaving);
        book.close();
        changes.close();
        gates.values().forEach(Gate::release);
        threads.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEvents(Events service) {
        events.set(service);
    }

    void unbindEvents(Events service) {
        events.compareAndSet(service, null);
    }

    void useContexts(ContextSource source) {
        contexts.set(source);
    }

    void forgetContexts(ContextSource source) {
        contexts.compareAndSet(source, null);
    }

    CleanThreads threads() {
        return threads;
    }

    Gate gate(String plugin) {
        return gates.computeIfAbsent(plugin, name -> new Gate(name, threads, masks, TOLERANCE, this::quarantined));
    }

    PluginContext context(ServiceHandle handle) {
        ContextSource source = contexts.get();
        Bundle bundle = handle.bundle();
        if (source == null || bundle == null) {
            throw PluginText.gone(String.valueOf(handle.plugin()), "a context");
        }
        return source.of(bundle);
    }

    @Override
    public <T> List<Guarded<T>> all(Class<T> type) {
        List<Guarded<T>> found = new ArrayList<>();
        for (ServiceHandle handle : book.of(type)) {
            Gate gate = gate(handle.plugin());
            if (gate.isOpen()) {
                found.add(new GuardedService<>(this, gate, handle, type));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public AutoCloseable onChange(Class<?> type, Runnable listener) {
        return changes.add(type, listener);
    }

    @Override
    public void close(String plugin) {
        gate(plugin).close();
        fire(plugin);
    }

    @Override
    public void open(String plugin) {
        gate(plugin).open();
        fire(plugin);
    }

    private void fire(String plugin) {
        changes.fire(book.of(plugin).stream()
                .flatMap(handle -> handle.types().stream())
                .toList());
    }

    @Override
    public int running(String plugin) {
        return gate(plugin).running();
    }

    @Override
    public int abandoned(String plugin) {
        return gate(plugin).abandoned();
    }

    @Override
    public Optional<String> quarantine(String plugin) {
        return gate(plugin).quarantine();
    }

    @Override
    public Optional<String> lastFailure(String plugin) {
        return gate(plugin).lastFailure();
    }

    @Override
    public List<String> offers(String plugin) {
        return Tracked.TYPES.stream()
                .filter(type -> book.of(plugin).stream().anyMatch(h -> h.types().contains(type.getName())))
                .map(Class::getSimpleName)
                .toList();
    }

    @Override
    public void activate(String plugin, Deadline deadline) {
        for (ServiceHandle handle : book.of(plugin)) {
            String what = "starting its " + String.join(", ", handle.simpleTypes());
            gate(plugin).pass(what, deadline, handle.loader(), () -> {
                new ServiceUse(handle, plugin, what).close();
                return null;
            });
        }
    }

    @Override
    public void release(String plugin) {
        gate(plugin).release();
        ContextSource source = contexts.get();
        if (source != null) {
            source.release(plugin);
        }
    }

    private void bundleChanged(BundleEvent event) {
        String plugin = BundleName.of(event.getBundle());
        Gate gate = gates.get(plugin);
        if (event.getType() == BundleEvent.STOPPED && gate != null && !plugin.equals(PluginName.CORE)) {
            gate.release();
        }
    }

    private void quarantined(String plugin, String why) {
        fire(plugin);
        String text = "The plugin " + plugin + " is in quarantine and no longer called: " + why;
        LOG.error(text);
        Events sink = events.get();
        if (sink != null) {
            sink.emit(new Event(
                    clock.instant(),
                    "plugin-quarantined",
                    Severity.CRITICAL,
                    Optional.empty(),
                    masks.mask(text),
                    Map.of("plugin", plugin)));
        }
    }
}
