// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The query kind {@code a2s}: INFO, and PLAYER when somebody is on. An answer without a player list is still an answer.
 */
@Component(service = QueryKind.class)
public final class A2sQuery implements QueryKind {
    private static final Duration FOR_PLAYERS = Duration.ofSeconds(2);

    @Activate
    public A2sQuery() {}

    @Override
    public String kind() {
        return "a2s";
    }

    @Override
    public QueryResult query(Endpoint at, Deadline deadline) {
        try (A2sClient client = A2sClient.open(at, deadline)) {
            long start = System.nanoTime();
            A2sInfo info = client.info(deadline);
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
            return new QueryResult(
                    info.name(),
                    info.map(),
                    info.players(),
                    info.maxPlayers(),
                    info.players() == 0 ? List.of() : players(client, deadline),
                    Optional.of(info.version()).filter(version -> !version.isEmpty()),
                    rules(info),
                    roundTrip);
        }
    }

    private static List<Player> players(A2sClient client, Deadline deadline) {
        try {
            return client.players(deadline.atMost(FOR_PLAYERS)).stream()
                    .map(player -> new Player(player.name(), Optional.empty(), player.connected()))
                    .toList();
        } catch (ReconException e) {
            if (e.code().equals("interrupted")) {
                throw e;
            }
            return List.of();
        }
    }

    private static Map<String, String> rules(A2sInfo info) {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("folder", info.folder());
        rules.put("game", info.game());
        rules.put("app_id", info.extra().gameId().orElse(Integer.toString(info.appId())));
        rules.put("bots", Integer.toString(info.bots()));
        rules.put("password", Boolean.toString(info.password()));
        info.extra().gamePort().ifPresent(port -> rules.put("game_port", Integer.toString(port)));
        info.extra().steamId().ifPresent(id -> rules.put("steam_id", id));
        info.extra().keywords().ifPresent(keywords -> rules.put("keywords", keywords));
        return rules;
    }
}
