// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;

/** Asks for a confirmation. */
final class Confirm {
    private Confirm() {}

    /** What would happen, and how to confirm it. */
    static ReconException needed(String what, String command) {
        return new ReconException(
                "confirm",
                ErrorOwner.USER,
                what,
                "Nothing was changed. Repeat '" + command + " …' with --yes to do it.");
    }
}
