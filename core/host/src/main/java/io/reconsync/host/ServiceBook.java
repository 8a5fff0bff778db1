// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Which services of the tracked types there are. Obtains none of them. Thread-safe. */
final class ServiceBook implements ServiceListener {
    private final BundleContext context;
    private final Consumer<List<String>> onChange;
    private final Map<ServiceReference<?>, ServiceHandle> handles = new ConcurrentHashMap<>();

    ServiceBook(BundleContext context, Consumer<List<String>> onChange) {
        this.context = context;
        this.onChange = onChange;
    }

    void open() {
        try {
            context.addServiceListener(this, Tracked.filter());
            ServiceReference<?>[] present = context.getServiceReferences((String) null, Tracked.filter());
            if (present != null) {
                Arrays.stream(present).forEach(this::add);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        context.removeServiceListener(this);
        handles.values().forEach(ServiceHandle::forget);
        handles.clear();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            add(event.getServiceReference());
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            remove(event.getServiceReference());
        }
    }

    private void add(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle != null && handles.putIfAbsent(reference, new ServiceHandle(context, reference, bundle)) == null) {
            if (reference.getBundle() == null) {
                remove(reference);
            } else {
                onChange.accept(types(reference));
            }
        }
    }

    private void remove(ServiceReference<?> reference) {
        ServiceHandle handle = handles.remove(reference);
        if (handle != null) {
            handle.forget();
            onChange.accept(handle.types());
        }
    }

    /** The handles of a type, the highest ranking first. */
    List<ServiceHandle> of(Class<?> type) {
        return handles.entrySet().stream()
                .filter(entry -> entry.getValue().types().contains(type.getName()))
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The handles of a plugin. */
    List<ServiceHandle> of(String plugin) {
        return handles.values().stream()
                .filter(handle -> plugin.equals(handle.plugin()))
                .toList();
    }

    static List<String> types(ServiceReference<?> reference) {
        return List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
    }
}
