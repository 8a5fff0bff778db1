// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * One service of a plugin. The object is obtained in a thread of the plugin, because that may run the plugin's
 * constructor; it is never kept here. Thread-safe.
 */
final class ServiceHandle {
    private final BundleContext context;
    private final AtomicBoolean held = new AtomicBoolean();
    private final String plugin;
    private final List<String> types;
    private volatile ServiceReference<?> reference;

    ServiceHandle(BundleContext context, ServiceReference<?> reference, Bundle bundle) {
        this.context = context;
        this.reference = reference;
        this.plugin = BundleName.of(bundle);
        this.types = ServiceBook.types(reference);
    }

    String plugin() {
        return plugin;
    }

    List<String> types() {
        return types;
    }

    List<String> simpleTypes() {
        return types.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
    }

    /** The object; null when its component cannot be activated or has gone. To be followed by {@link #release}. */
    Object obtain() {
        ServiceReference<?> now = reference;
        Object service = now == null ? null : context.getService(now);
        if (service != null && held.compareAndSet(false, true)) {
            context.getService(now);
        }
        return service;
    }

    /** Ends one use; the component stays active until its bundle leaves. */
    void release() {
        ServiceReference<?> now = reference;
        if (now != null) {
            context.ungetService(now);
        }
    }

    /** The class loader of the bundle; null when it has left. */
    ClassLoader loader() {
        ServiceReference<?> now = reference;
        Bundle bundle = now == null ? null : now.getBundle();
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    boolean isGone() {
        return reference == null;
    }

    /** @throws io.reconsync.api.ReconException code {@code plugin-gone}; asked before a thread is taken */
    void present(String what) {
        if (reference == null) {
            throw PluginText.gone(plugin, what);
        }
    }

    Bundle bundle() {
        ServiceReference<?> now = reference;
        return now == null ? null : now.getBundle();
    }

    void forget() {
        reference = null;
    }
}
