// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data of the command {@code status}, as docs/schema/commands/status.json describes them; what is missing is empty.
 *
 * @param name of the installation
 * @param ready whether its start is over
 * @param servers by id
 * @param incidents titles of open ones
 */
record Status(String name, boolean ready, List<Server> servers, List<String> incidents) {
    private static final Pattern COUNT = Pattern.compile("(\\d{1,6}).*");

    Status {
        servers = List.copyOf(servers);
        incidents = List.copyOf(incidents);
    }

    /** A server. */
    record Server(
            String id,
            String game,
            String state,
            String explanation,
            Optional<String> players,
            Optional<Instant> lastBackup) {
        /** How many are on; 0 when nobody knows. */
        int playersOn() {
            Matcher count = COUNT.matcher(players.orElse(""));
            return count.matches() ? Integer.parseInt(count.group(1)) : 0;
        }
    }

    static Status of(Map<String, Object> data) {
        List<Server> servers = new ArrayList<>();
        for (Object row : list(data.get("servers"))) {
            if (row instanceof Map<?, ?> server) {
                servers.add(new Server(
                        text(server, "id"),
                        text(server, "game"),
                        text(server, "state"),
                        text(server, "explanation"),
                        Optional.of(text(server, "players")).filter(each -> !each.isEmpty()),
                        moment(text(server, "last_backup"))));
            }
        }
        List<String> incidents = new ArrayList<>();
        for (Object row : list(data.get("incidents"))) {
            if (row instanceof Map<?, ?> incident) {
                incidents.add(text(incident, "title"));
            }
        }
        return new Status(text(data, "name"), Boolean.TRUE.equals(data.get("ready")), servers, incidents);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> rows ? rows : List.of();
    }

    private static String text(Map<?, ?> row, String key) {
        Object value = row.get(key);
        return value == null ? "" : value.toString();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
