// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import org.osgi.annotation.versioning.ProviderType;

/** Something that goes on until it is closed. Closing twice is fine, and never throws. */
@ProviderType
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** Ends it. */
    @Override
    void close();
}
