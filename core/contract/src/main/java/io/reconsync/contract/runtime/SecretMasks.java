// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

import io.reconsync.api.Secret;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps secrets out of logs, events and replies. Registered by the launcher, whose log uses it. Thread-safe. */
@ProviderType
public interface SecretMasks {
    /** From now on this value is masked; values under 4 characters are not, since they would garble everything. */
    void add(Secret secret);

    /** The text with each known secret replaced by {@code ***}. */
    String mask(String text);
}
