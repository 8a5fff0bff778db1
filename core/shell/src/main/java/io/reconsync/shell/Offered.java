// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** A service that may come and go while we run; whoever uses it asks each time. */
final class Offered<T> implements AutoCloseable {
    private final ServiceTracker<T, T> tracker;

    Offered(BundleContext context, Class<T> type) {
        tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
    }

    Optional<T> now() {
        return Optional.ofNullable(tracker.getService());
    }

    @Override
    public void close() {
        tracker.close();
    }
}
