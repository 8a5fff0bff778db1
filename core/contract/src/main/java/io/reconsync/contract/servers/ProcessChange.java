// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.servers;

import io.reconsync.api.game.ProcessIdentity;
import java.util.List;
import java.util.Optional;

/** What became of a server's process. */
public sealed interface ProcessChange {
    /** It runs: started by us, or found. */
    record Started(ProcessIdentity process, boolean attached) implements ProcessChange {}

    /**
     * It has gone.
     *
     * @param process which
     * @param exitCode where known; 128 + n for signal n
     * @param wanted whether we had been asked to stop it
     * @param lastLines of the log, masked, at most 200
     */
    record Exited(ProcessIdentity process, Optional<Integer> exitCode, boolean wanted, List<String> lastLines)
            implements ProcessChange {}
}
