// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A game, as code. What data can say stands in the profile ({@code games/<game>.yaml} in the bundle, one per name in
 * {@link #games()}); code is for the rest. A game that needs no code needs no adapter: the file alone is enough.
 *
 * <pre>{@code
 * @Component(service = GameAdapter.class)
 * public final class FooAdapter implements GameAdapter {
 *     public Set<String> games() { return Set.of("foo"); }
 *     public Set<Capability> capabilities() { return Set.of(Capability.PLAYERS); }
 *     public List<Player> players(GameServer server, Deadline deadline) {
 *         return PlayerTable.parse(server.console(deadline).send("list", deadline));
 *     }
 * }
 * }</pre>
 *
 * An adapter holds no state of a server: what it needs comes with the call. Methods are called from several threads at
 * once, may block until their deadline and may be interrupted; past the deadline core abandons the call. What fails is
 * a {@link io.reconsync.api.ReconException}; anything else that is thrown counts as a defect of the bundle.
 */
@ConsumerType
public interface GameAdapter {
    /** The games that this adapter serves, lower case; constant; each has {@code games/<game>.yaml} in the bundle. */
    Set<String> games();

    /** What this adapter can do; constant. The conformance suite checks what is declared and what is not. */
    default Set<Capability> capabilities() {
        return Set.of();
    }

    /** Who is on. Only called with {@link Capability#PLAYERS}; else core uses the profile's list or the query. */
    default List<Player> players(GameServer server, Deadline deadline) {
        return List.of();
    }

    /**
     * A fresh interpreter for one run of one server's log, for games whose lines have a meaning only together; empty
     * when the profile's patterns are enough. Must not block.
     */
    default Optional<LogInterpreter> interpreter(GameServer server) {
        return Optional.empty();
    }

    /** Judges a restored world; empty when the game's format is not known. Must not block. */
    default Optional<WorldVerifier> verifier() {
        return Optional.empty();
    }

    /** Chooses which files of a live world belong to one complete save; empty when all that the globs match do. */
    default Optional<WorldSelector> selector() {
        return Optional.empty();
    }

    /**
     * Derived values for the profile's {@code %{…}} places, for example a computed query port. Must not block; keys
     * present in the configuration win.
     */
    default java.util.Map<String, String> values(GameServer server) {
        return java.util.Map.of();
    }
}
