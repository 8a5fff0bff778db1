// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The schedules in force. Implemented by core/jobs, from the configuration. Thread-safe. */
@ProviderType
public interface Schedules {
    /** Every schedule with its next moment. */
    List<Entry> list();

    /**
     * A schedule.
     *
     * @param name {@code backup ark-island}
     * @param expression five fields
     * @param zone in which the fields count
     * @param next the next moment; empty when there is none
     * @param last the last moment and what became of it
     */
    record Entry(
            String name,
            String server,
            String expression,
            ZoneId zone,
            Optional<Instant> next,
            Optional<String> last) {}
}
