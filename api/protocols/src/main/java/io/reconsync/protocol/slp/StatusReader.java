// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.game.Player;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.BadBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of a status reply. Source: the wiki page "Java Edition protocol/Server List Ping". */
final class StatusReader {
    private static final int LONGEST_NAME = 1024;

    private StatusReader() {}

    static QueryResult read(String json, Duration roundTrip) throws BadBytes {
        if (!(JsonTree.parse(json) instanceof Map<?, ?> status)) {
            throw new BadBytes("the status is not a JSON object");
        }
        Map<?, ?> players = JsonTree.object(status, "players");
        Map<?, ?> version = JsonTree.object(status, "version");
        if (!status.containsKey("version") && !status.containsKey("players") && !status.containsKey("description")) {
            throw new BadBytes("the status has neither version nor players nor description");
        }
        Map<String, String> rules = new LinkedHashMap<>();
        Optional.of(JsonTree.text(version, "protocol"))
                .filter(protocol -> !protocol.isEmpty())
                .ifPresent(protocol -> rules.put("protocol", protocol));
        StringBuilder name = new StringBuilder();
        describe(status.get("description"), name);
        return new QueryResult(
                withoutCodes(name.toString()),
                "",
                JsonTree.number(players, "online"),
                JsonTree.number(players, "max"),
                sample(players.get("sample")),
                Optional.of(JsonTree.text(version, "name")).filter(text -> !text.isEmpty()),
                rules,
                roundTrip);
    }

    /** A text, or a component with further components in {@code extra}. */
    private static void describe(Object component, StringBuilder into) {
        if (into.length() > LONGEST_NAME) {
            into.setLength(LONGEST_NAME);
        } else if (component instanceof String text) {
            into.append(text, 0, Math.min(text.length(), LONGEST_NAME));
        } else if (component instanceof List<?> list) {
            list.forEach(part -> describe(part, into));
        } else if (component instanceof Map<?, ?> object) {
            into.append(JsonTree.text(object, "text"));
            describe(object.get("extra"), into);
        }
    }

    private static List<Player> sample(Object sample) {
        List<Player> players = new ArrayList<>();
        if (sample instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> player) {
                    Optional<String> id =
                            Optional.of(JsonTree.text(player, "id")).filter(text -> !text.isEmpty());
                    players.add(new Player(JsonTree.text(player, "name"), id, Optional.empty()));
                }
            }
        }
        return players;
    }

    /** Without the section sign and the colour code behind it. */
    static String withoutCodes(String text) {
        return text.replaceAll("\u00a7.?", "");
    }
}
