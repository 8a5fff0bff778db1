// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import io.reconsync.api.Secret;
import io.reconsync.contract.runtime.SecretMasks;

/** Masks nothing. */
final class PlainMasks implements SecretMasks {
    @Override
    public void add(Secret secret) {
        // Nothing is secret here.
    }

    @Override
    public String mask(String text) {
        return text;
    }
}
