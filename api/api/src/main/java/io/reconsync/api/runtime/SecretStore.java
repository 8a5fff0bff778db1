// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import io.reconsync.api.Secret;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Secrets that a bundle obtained itself, for example a refresh token. Files of mode 0600 below {@code secrets/}. */
@ProviderType
public interface SecretStore {
    /** The secret {@code name}; empty when absent. */
    Optional<Secret> get(String name);

    /** Stores a secret durably; it is masked in every log from then on. */
    void put(String name, Secret value);

    /** Removes a secret; absent is fine. */
    void remove(String name);
}
