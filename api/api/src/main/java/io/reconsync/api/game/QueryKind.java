// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to ask a server about itself: {@code a2s}, {@code slp}, a plugin's own. Stateless, thread-safe. */
@ConsumerType
public interface QueryKind {
    /** The name used in {@code query.kind}; constant. */
    String kind();

    /**
     * Asks once.
     *
     * @throws io.reconsync.api.ReconException code {@code query-refused} when the port is closed,
     *     {@code query-timeout} when nothing answers in time, {@code query-malformed} when the answer makes no sense
     */
    QueryResult query(Endpoint at, Deadline deadline);
}
