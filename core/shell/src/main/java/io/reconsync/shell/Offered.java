// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** A service that may come and go while we run; whoever uses it asks each time. */
interface Offered<T> extends AutoCloseable {
    /** The service, if there is one now. */
    Optional<T> now();

    @Override
    void close();

    /** The service of a type out of the registry. */
    static <T> Offered<T> of(BundleContext context, Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        return new Offered<>() {
            @Override
            public Optional<T> now() {
                return Optional.ofNullable(tracker.getService());
            }

            @Override
            public void close() {
                tracker.close();
            }
        };
    }
}
