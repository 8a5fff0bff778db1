// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody on a server.
 *
 * @param name as shown in the game; not unique, not to be trusted, may be empty while connecting
 * @param id a stable id (Steam, EOS, UUID) where the game has one
 * @param connected for how long, where known
 */
public record Player(String name, Optional<String> id, Optional<Duration> connected) {
    /** A player of whom only the name is known. */
    public static Player named(String name) {
        return new Player(name, Optional.empty(), Optional.empty());
    }
}
