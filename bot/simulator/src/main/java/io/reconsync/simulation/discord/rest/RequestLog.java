// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every request that came, with what was answered. Safe for threads. */
public final class RequestLog {
    private final List<ObjectNode> all = new ArrayList<>();

    synchronized void add(
            Instant at, String method, String path, String template, JsonNode body, int status, int code) {
        ObjectNode entry = Json.object()
                .put("number", all.size())
                .put("at", at.toString())
                .put("method", method)
                .put("path", path)
                .put("route", template)
                .put("status", status)
                .put("code", code);
        entry.set("body", body);
        all.add(entry);
    }

    public synchronized List<ObjectNode> all() {
        return List.copyOf(all);
    }
}
