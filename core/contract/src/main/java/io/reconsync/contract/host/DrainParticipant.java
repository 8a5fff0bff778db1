// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import io.reconsync.api.Deadline;
import org.osgi.annotation.versioning.ConsumerType;

/** A room that has to let go of a plugin before it is updated or removed. Registered as a service; thread-safe. */
@ConsumerType
public interface DrainParticipant {
    /** From now on make no new use of the plugin; returns when nothing of it is in use or the deadline has passed. */
    void drain(String plugin, Deadline deadline);

    /** The plugin is back, in the same or another version, or is gone for good. */
    void resume(String plugin);
}
