// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;

/**
 * What goes wrong with requests of a route, for so many of them. Safe for threads.
 */
final class Fault {
    /** How a request goes wrong. */
    enum Kind {
        /** An answer with a status, and a code and message if it is Discord's own. */
        STATUS,
        /** 429 with Discord's headers. */
        RATE_LIMIT,
        /** 429 of the proxy before Discord: no JSON, no {@code Via}. */
        CLOUDFLARE,
        /** The connection ends before anything was done. */
        DROP,
        /** It is done, and then the connection ends without an answer. */
        LOSE,
        /** It is done and answered, but not before the fault is taken back. */
        HOLD
    }

    private final Kind kind;
    private final String method;
    private final String route;
    private final JsonNode body;
    private int skip;
    private int left;
    private int hit;

    /** @throws IllegalArgumentException if there is no such kind */
    Fault(JsonNode body) {
        this.body = body;
        kind = Kind.valueOf(Json.text(body, "kind", "status")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('-', '_'));
        method = Json.text(body, "method", "");
        route = Json.text(body, "route", "");
        skip = body.path("skip").asInt(0);
        left = body.path("times").asInt(1);
    }

    Kind kind() {
        return kind;
    }

    JsonNode body() {
        return body;
    }

    /** True if it is for this request, which is counted then. */
    synchronized boolean takes(Request request) {
        boolean fits = left > 0
                && (method.isEmpty() || method.equals(request.method()))
                && (request.template().contains(route) || request.path().contains(route));
        if (!fits || skip-- > 0) {
            return false;
        }
        left--;
        hit++;
        return true;
    }

    synchronized ObjectNode view() {
        ObjectNode view = body.deepCopy();
        return view.put("hit", hit).put("left", left);
    }
}
