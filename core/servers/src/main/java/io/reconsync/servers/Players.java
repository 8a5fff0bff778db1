// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.Player;
import io.reconsync.contract.host.Guarded;
import io.reconsync.protocol.log.LinePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is on: asked of the adapter, else of the console, else of the query, else read from the log. */
final class Players {
    private Players() {}

    static List<Player> on(ManagedServer server, Slot slot, Deadline deadline) {
        Optional<Guarded<GameAdapter>> adapter = slot.adapter();
        if (adapter.isPresent()
                && adapter.get()
                        .call("asking what it can do", deadline, GameAdapter::capabilities)
                        .contains(Capability.PLAYERS)) {
            return List.copyOf(adapter.get()
                    .call(
                            "listing the players of " + server.id(),
                            deadline,
                            plugin -> plugin.players(server, deadline)));
        }
        Optional<GameProfile.PlayersPart> command = server.profile().players();
        if (command.isPresent()) {
            String reply =
                    server.console(deadline).send(server.values(command.get().command()), deadline);
            return parse(command.get().line(), reply);
        }
        return server.hasQuery() ? server.query(deadline).list() : server.loggedPlayers();
    }

    static List<Player> parse(String pattern, String reply) {
        LinePattern line = LinePattern.compile("the profile's players.line", pattern);
        List<Player> players = new ArrayList<>();
        for (String text : reply.lines().toList()) {
            Optional<Map<String, String>> groups = line.find(text);
            groups.map(found -> found.get("name"))
                    .filter(name -> !name.isBlank())
                    .ifPresent(name -> players.add(new Player(
                            name.strip(), Optional.ofNullable(groups.get().get("id")), Optional.empty())));
        }
        return players;
    }
}
