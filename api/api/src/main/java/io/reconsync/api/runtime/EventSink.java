// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import org.osgi.annotation.versioning.ProviderType;

/** Takes events. Never blocks for long, never throws for a full queue; thread-safe. */
@ProviderType
public interface EventSink {
    /** Reports that something happened. */
    void emit(Event event);
}
