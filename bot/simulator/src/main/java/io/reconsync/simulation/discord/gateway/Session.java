// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.ArrayList;
import java.util.List;

/** What IDENTIFY made: it outlives its connection, so that what was missed can be told again. Guarded by the world's lock. */
public final class Session {
    private final String id;
    private final int intents;
    private final List<ObjectNode> events = new ArrayList<>();
    private Connection connection;

    Session(String id, int intents, Connection connection) {
        this.id = id;
        this.intents = intents;
        this.connection = connection;
    }

    public String id() {
        return id;
    }

    public int intents() {
        return intents;
    }

    public boolean has(int intent) {
        return intent == Intents.NONE || (intents & intent) != 0;
    }

    /** The number of the last event. */
    public int sequence() {
        return events.size();
    }

    /** Null while nobody is connected. */
    public Connection connection() {
        return connection;
    }

    void connection(Connection with) {
        connection = with;
    }

    void dispatch(String event, JsonNode data, int intent) {
        if (!has(intent)) {
            return;
        }
        ObjectNode frame =
                Json.object().put("op", 0).put("s", events.size() + 1).put("t", event);
        frame.set("d", data);
        events.add(frame);
        if (connection != null) {
            connection.send(frame);
        }
    }

    /** Tells again what came after a number. */
    void replay(int after) {
        events.subList(after, events.size()).forEach(connection::send);
    }

    /** All that it was told, as it went over the wire. */
    public List<ObjectNode> frames() {
        return List.copyOf(events);
    }

    ObjectNode view() {
        ObjectNode view = Json.object()
                .put("id", id)
                .put("intents", intents)
                .put("sequence", events.size())
                .put("connected", connection != null);
        view.set(
                "events",
                Json.strings(events.stream().map(e -> e.path("t").asText()).toList()));
        return view;
    }
}
