// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

import java.util.Locale;

/** Which assembly runs. */
public enum Role {
    /** Next to the game servers. */
    AGENT,
    /** Next to Discord. */
    BOT,
    /** Both in one process. */
    STANDALONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
