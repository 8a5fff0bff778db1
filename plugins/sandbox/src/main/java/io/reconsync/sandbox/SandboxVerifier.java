// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.sandbox.server.WorldCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a world as the sandbox server itself does before it loads one. */
final class SandboxVerifier implements WorldVerifier {
    @Override
    public Verdict verify(Path world, Deadline deadline) {
        try {
            if (!WorldCheck.isWorld(world)) {
                return new Verdict.UnknownFormat();
            }
            Optional<WorldCheck.Damage> damage =
                    WorldCheck.check(world, () -> deadline.check("checking the world in " + world));
            return damage.<Verdict>map(found -> new Verdict.Damaged(found.where(), found.what()))
                    .orElseGet(Verdict.Ok::new);
        } catch (IOException e) {
            throw new ReconException(
                    "world-unreadable",
                    ErrorOwner.HOST,
                    "The world in " + world + " cannot be read: " + e.getMessage() + ".",
                    "Give the user that runs ReconSync the right to read it.",
                    e);
        }
    }
}
