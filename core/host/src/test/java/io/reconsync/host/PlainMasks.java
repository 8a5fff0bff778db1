// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Secret;
import io.reconsync.contract.runtime.SecretMasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Masks what it was told. */
public final class PlainMasks implements SecretMasks {
    private final List<String> known = new CopyOnWriteArrayList<>();

    public PlainMasks() {}

    public PlainMasks(String first) {
        known.add(first);
    }

    @Override
    public void add(Secret secret) {
        known.add(secret.reveal());
    }

    @Override
    public String mask(String text) {
        String masked = text;
        for (String value : known) {
            masked = masked.replace(value, "***");
        }
        return masked;
    }
}
