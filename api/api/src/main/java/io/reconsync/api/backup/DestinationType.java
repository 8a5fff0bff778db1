// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.Settings;
import io.reconsync.api.runtime.PluginContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of destination, for example {@code local} or {@code s3}. Registered as a DS component.
 *
 * <pre>{@code
 * destinations:
 *   local: {type: local, path: /srv/backups}
 * }</pre>
 */
@ConsumerType
public interface DestinationType {
    /** The name used in {@code type:}; constant. */
    String type();

    /**
     * Opens a destination and proves that it can be used; the caller closes it.
     *
     * @param settings the keys of this destination's mapping
     * @throws io.reconsync.api.ReconException owner USER for settings that cannot work
     */
    Destination open(Settings settings, PluginContext context, Deadline deadline);
}
