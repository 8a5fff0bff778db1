// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param name the server's name as it says it; not to be trusted
 * @param map the map or world; may be empty
 * @param players how many are on
 * @param maxPlayers how many fit
 * @param list the players, as far as the protocol names them; may be shorter than {@code players}
 * @param version as the server says it; empty when unknown
 * @param rules further keys and values
 * @param roundTrip the time of the successful exchange
 */
public record QueryResult(
        String name,
        String map,
        int players,
        int maxPlayers,
        List<Player> list,
        Optional<String> version,
        Map<String, String> rules,
        Duration roundTrip) {
    public QueryResult {
        list = List.copyOf(list);
        rules = Map.copyOf(rules);
    }
}
