// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.java_websocket.WebSocket;

/** The protocol of Gateway v10: hello, identify, heartbeat, resume. Guarded by the world's lock. */
public final class Gateway {
    private static final List<String> IDENTIFY =
            List.of("token", "properties", "compress", "large_threshold", "shard", "presence", "intents");
    private static final List<String> RESUME = List.of("token", "session_id", "seq");
    private final World world;
    private final String token;
    private final Sessions sessions;
    private final Events events;
    private final Violations violations;
    private final GatewayFaults faults;
    private final Supplier<String> url;
    private final Map<WebSocket, Connection> connections = new LinkedHashMap<>();
    private final List<ObjectNode> closes = new ArrayList<>();
    private int identifies;
    private int resumes;
    private int heartbeats;

    public Gateway(
            World world,
            String token,
            Sessions sessions,
            Events events,
            Violations violations,
            GatewayFaults faults,
            Supplier<String> url) {
        this.world = world;
        this.token = token;
        this.sessions = sessions;
        this.events = events;
        this.violations = violations;
        this.faults = faults;
        this.url = url;
    }

    void opened(WebSocket socket, Map<String, String> query) {
        Connection connection = new Connection(socket, "zlib-stream".equals(query.get("compress")));
        connections.put(socket, connection);
        if (!"10".equals(query.get("v")) || !"json".equals(query.get("encoding"))) {
            violations.add("gateway", "open", "wanted v=10 and encoding=json, got " + query);
        }
        if (!faults.helloHeld()) {
            hello(connection);
        }
    }

    private void hello(Connection connection) {
        connection.send(10, Json.object().put("heartbeat_interval", faults.heartbeatMillis()));
    }

    /** Says HELLO to all that still wait for it. */
    void helloReleased() {
        connections.values().forEach(this::hello);
    }

    void closed(WebSocket socket, int code, boolean byClient) {
        Connection connection = connections.remove(socket);
        closes.add(Json.object().put("code", code).put("by_client", byClient));
        if (connection == null) {
            return;
        }
        connection.ended();
        Session session = connection.session();
        if (session != null && session.connection() == connection) {
            session.connection(null);
            if (byClient && (code == 1000 || code == 1001)) {
                sessions.forget(session);
            }
        }
    }

    void received(WebSocket socket, String text) {
        Connection connection = connections.get(socket);
        if (connection == null || connection.silent()) {
            return;
        }
        JsonNode frame;
        try {
            frame = Json.parse(text);
        } catch (IllegalArgumentException broken) {
            violations.add("gateway", "frame", broken.getMessage());
            connection.close(4002, "Error while decoding payload.");
            return;
        }
        JsonNode data = frame.path("d");
        switch (frame.path("op").asInt(-1)) {
            case 1 -> heartbeat(connection);
            case 2 -> identify(connection, data);
            case 6 -> resume(connection, data);
            case 3, 4 -> authenticated(connection);
            case 8 -> members(connection, data);
            default -> {
                violations.add("gateway", "frame", "unknown opcode " + frame.path("op"));
                connection.close(4001, "Unknown opcode.");
            }
        }
    }

    private void heartbeat(Connection connection) {
        heartbeats++;
        if (!faults.heartbeatsIgnored()) {
            connection.send(11, NullNode.getInstance());
        }
    }

    private boolean authenticated(Connection connection) {
        if (connection.session() == null) {
            connection.close(4003, "Not authenticated.");
        }
        return connection.session() != null;
    }

    private void identify(Connection connection, JsonNode data) {
        identifies++;
        if (connection.session() != null) {
            connection.close(4005, "Already authenticated.");
            return;
        }
        if (faults.identifyCode() != 0) {
            connection.close(faults.identifyCode(), "");
            return;
        }
        String given = data.path("token").asText();
        if (!given.equals(token) && !given.equals("Bot " + token)) {
            connection.close(4004, "Authentication failed.");
            return;
        }
        fields("identify", data, List.of("token", "intents", "properties"), IDENTIFY);
        int intents = data.path("intents").asInt();
        if ((intents & ~faults.intentsAllowed()) != 0) {
            connection.close(4014, "Disallowed intent(s).");
            return;
        }
        Session session = sessions.add(intents, connection);
        connection.session(session);
        session.dispatch("READY", ready(session), Intents.NONE);
        for (Guild guild : world.guilds().values()) {
            if (guild.available()) {
                session.dispatch("GUILD_CREATE", events.forSession(guild, session), Intents.GUILDS);
            }
        }
    }

    private void fields(String frame, JsonNode data, List<String> needed, List<String> known) {
        for (String field : needed) {
            if (!data.has(field)) {
                violations.add("gateway", frame, "no " + field);
            }
        }
        data.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                violations.add("gateway", frame, "unknown field " + field);
            }
        });
    }

    private ObjectNode ready(Session session) {
        ObjectNode ready =
                Json.object().put("v", 10).put("session_id", session.id()).put("resume_gateway_url", url.get());
        ready.set(
                "user",
                world.bot()
                        .json()
                        .put("verified", true)
                        .put("mfa_enabled", false)
                        .putNull("email"));
        ready.putObject("application").put("id", world.bot().id()).put("flags", 0);
        ready.putArray("shard").add(0).add(1);
        world.guilds()
                .keySet()
                .forEach(id ->
                        ready.withArray("/guilds").addObject().put("id", id).put("unavailable", true));
        ready.withArray("/guilds");
        ready.putArray("private_channels");
        return ready;
    }

    private void resume(Connection connection, JsonNode data) {
        resumes++;
        fields("resume", data, RESUME, RESUME);
        Session session = sessions.byId(data.path("session_id").asText());
        if (!data.path("token").asText().endsWith(token)) {
            connection.close(4004, "Authentication failed.");
        } else if (session == null) {
            connection.send(9, BooleanNode.FALSE);
        } else if (data.path("seq").asInt(-1) < 0 || data.path("seq").asInt() > session.sequence()) {
            connection.close(4007, "Invalid seq.");
        } else {
            if (session.connection() != null) {
                session.connection().close(4000, "Session taken over.");
            }
            connection.session(session);
            session.connection(connection);
            session.replay(data.path("seq").asInt());
            session.dispatch("RESUMED", Json.object(), Intents.NONE);
        }
    }

    private void members(Connection connection, JsonNode data) {
        if (!authenticated(connection)) {
            return;
        }
        Guild guild = world.guilds().get(data.path("guild_id").asText());
        if (guild == null || !connection.session().has(Intents.GUILD_MEMBERS)) {
            return;
        }
        ObjectNode chunk =
                Json.object().put("guild_id", guild.id()).put("chunk_index", 0).put("chunk_count", 1);
        chunk.set(
                "members",
                Json.nodes(guild.members().values().stream().map(m -> m.json()).toList()));
        chunk.set("nonce", data.path("nonce").isMissingNode() ? NullNode.getInstance() : data.get("nonce"));
        connection.session().dispatch("GUILD_MEMBERS_CHUNK", chunk, Intents.NONE);
    }

    List<Connection> connections() {
        return List.copyOf(connections.values());
    }

    /** What {@code GET /gateway/bot} says about IDENTIFYs. */
    public ObjectNode startLimit() {
        return Json.object()
                .put("total", 1000)
                .put("remaining", Math.max(0, 1000 - identifies))
                .put("reset_after", 86_400_000)
                .put("max_concurrency", 1);
    }

    /** What sessions that can still be resumed were told, of one type or of all. */
    public ArrayNode told(String type) {
        return Json.nodes(sessions.all().stream()
                .flatMap(session -> session.frames().stream())
                .filter(frame -> type.isEmpty() || frame.path("t").asText().equals(type))
                .toList());
    }

    /** What a test wants to know. */
    public ObjectNode view() {
        ObjectNode view = Json.object()
                .put("connections", connections.size())
                .put("identifies", identifies)
                .put("resumes", resumes)
                .put("heartbeats", heartbeats)
                .put("readies", sessions.made());
        view.set(
                "sessions",
                Json.nodes(sessions.all().stream().map(Session::view).toList()));
        view.set("closes", Json.nodes(closes));
        return view;
    }
}
