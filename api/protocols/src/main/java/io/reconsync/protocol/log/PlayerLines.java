// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.Player;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a console's list of players by the pattern of a profile's {@code players:}. Immutable and thread-safe. */
public final class PlayerLines {
    private static final int MOST_PLAYERS = 10_000;

    private final LinePattern pattern;

    private PlayerLines(LinePattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles the pattern.
     *
     * @param place the profile's file, for messages
     * @throws io.reconsync.api.ReconException code {@code pattern-invalid}, owner USER
     */
    public static PlayerLines of(String place, GameProfile.PlayersPart part) {
        return new PlayerLines(LinePattern.compile(place + " players.line", part.line()));
    }

    /** The players in a reply, one per line that matches, in its order. */
    public List<Player> players(String reply) {
        return reply.lines()
                .map(pattern::find)
                .flatMap(Optional::stream)
                .map(PlayerLines::player)
                .limit(MOST_PLAYERS)
                .toList();
    }

    private static Player player(Map<String, String> groups) {
        return new Player(
                groups.getOrDefault("name", ""),
                Optional.ofNullable(groups.get("id")).filter(id -> !id.isEmpty()),
                Optional.empty());
    }
}
