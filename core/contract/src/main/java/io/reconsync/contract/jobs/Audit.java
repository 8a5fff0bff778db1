// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import io.reconsync.api.command.Actor;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who did what. Implemented by core/jobs. Durable when {@link #record} returns; thread-safe. */
@ProviderType
public interface Audit {
    /** Records an act. Texts are masked. */
    void record(Actor actor, String action, String target, String outcome);

    /** The newest first. */
    List<Row> list(int limit);

    /** An act. */
    record Row(Instant at, Actor actor, String action, String target, String outcome) {}
}
