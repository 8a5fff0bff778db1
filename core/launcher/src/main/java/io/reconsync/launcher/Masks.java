// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.api.Secret;
import io.reconsync.contract.runtime.SecretMasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Replaces every known secret, also in the forms that it takes in an address, in JSON and in Base64. Longer ones go
 * first, so that a secret that contains another leaves nothing of itself.
 */
final class Masks implements SecretMasks {
    private static final int SHORTEST = 4;
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final AtomicReference<List<String>> known = new AtomicReference<>(List.of());

    @Override
    public void add(Secret secret) {
        String value = secret.reveal();
        if (value.length() < SHORTEST) {
            return;
        }
        known.updateAndGet(before -> {
            TreeSet<String> after = new TreeSet<>(LONGEST_FIRST);
            after.addAll(before);
            after.add(value);
            after.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            after.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
            after.add(java.util.Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
            return List.copyOf(after);
        });
    }

    @Override
    public String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (String secret : known.get()) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
