// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.alert;

import io.reconsync.api.Deadline;
import io.reconsync.api.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to reach people, for example {@code webhook}. Registered as a DS component; thread-safe. */
@ConsumerType
public interface Notifier {
    /** The name used in {@code type:} of a route; constant. */
    String type();

    /**
     * Delivers one change of an incident. Core retries what failed with {@code retryAfter} and keeps it over restarts, so
     * the same change may come twice.
     *
     * @param route the keys of the route's mapping
     * @throws io.reconsync.api.ReconException when it did not arrive
     */
    Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline);
}
