// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;

/** Why a jar is not let in: a {@link ReconException} of code {@code plugin-refused}. */
final class Refusal {
    static final String CODE = "plugin-refused";

    private Refusal() {}

    static ReconException of(String sentence, String nextStep) {
        return new ReconException(CODE, ErrorOwner.PLUGIN, sentence, nextStep);
    }

    static ReconException of(String sentence, String nextStep, Throwable cause) {
        return new ReconException(CODE, ErrorOwner.PLUGIN, sentence, nextStep, cause);
    }
}
