// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a test does to the gateway's connections. Called with the world's lock held. */
public final class GatewayActions {
    private final Gateway gateway;
    private final Sessions sessions;
    private final GatewayFaults faults;

    public GatewayActions(Gateway gateway, Sessions sessions, GatewayFaults faults) {
        this.gateway = gateway;
        this.sessions = sessions;
        this.faults = faults;
    }

    /** @throws IllegalArgumentException if there is no such action */
    public ObjectNode act(JsonNode body) {
        List<Connection> connections = gateway.connections();
        String action = body.path("action").asText();
        switch (action) {
            case "reconnect" -> connections.forEach(c -> c.send(7, NullNode.getInstance()));
            case "invalidate" -> {
                boolean resumable = body.path("resumable").asBoolean(false);
                if (!resumable) {
                    forgetAll();
                }
                connections.forEach(c -> c.send(9, BooleanNode.valueOf(resumable)));
            }
            case "close" -> {
                if (body.path("forget").asBoolean(false)) {
                    forgetAll();
                }
                connections.forEach(c -> c.close(
                        body.path("code").asInt(4000), body.path("reason").asText("")));
            }
            case "cut" -> connections.forEach(Connection::cut);
            case "silence" -> connections.forEach(Connection::silence);
            case "forget" -> forgetAll();
            case "heartbeat" -> connections.forEach(c -> c.send(1, NullNode.getInstance()));
            case "hold-hello" -> faults.helloHeld(true);
            case "release-hello" -> {
                faults.helloHeld(false);
                gateway.helloReleased();
            }
            case "heartbeat-interval" ->
                faults.heartbeatMillis(body.path("millis").asInt(41_250));
            case "ignore-heartbeats" -> faults.heartbeatsIgnored(body.path("on").asBoolean(true));
            case "refuse-identify" -> faults.identifyCode(body.path("code").asInt(4004));
            case "accept-identify" -> faults.identifyCode(0);
            case "allow-intents" -> faults.intentsAllowed(body.path("bits").asInt(-1));
            case "privileged-off" -> faults.intentsAllowed(~Intents.PRIVILEGED);
            default -> throw new IllegalArgumentException("no such action: " + action);
        }
        return gateway.view();
    }

    private void forgetAll() {
        sessions.all().forEach(session -> {
            if (session.connection() != null) {
                session.connection().session(null);
            }
            sessions.forget(session);
        });
    }
}
