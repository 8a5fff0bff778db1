// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.Player;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is on, as the log tells. Thread-safe. */
public final class Roster {
    private static final int MOST = 1000;

    private final Map<String, Player> players = new LinkedHashMap<>();

    synchronized void take(GameEvent event) {
        if (event instanceof GameEvent.PlayerJoined joined && players.size() < MOST) {
            players.put(key(joined.name(), joined.id()), new Player(joined.name(), joined.id(), Optional.empty()));
        } else if (event instanceof GameEvent.PlayerLeft left && players.remove(key(left.name(), left.id())) == null) {
            players.values().removeIf(player -> player.name().equals(left.name()));
        }
    }

    private static String key(String name, Optional<String> id) {
        return id.map(text -> "id " + text).orElse("name " + name);
    }

    /** Nobody is on any more: the events that the game did not write. */
    synchronized List<GameEvent> empty() {
        List<GameEvent> events = new ArrayList<>();
        players.values().forEach(player -> events.add(new GameEvent.PlayerLeft(player.name(), player.id())));
        players.clear();
        return events;
    }

    /** Those who came and have not left. */
    public synchronized List<Player> players() {
        return List.copyOf(players.values());
    }
}
