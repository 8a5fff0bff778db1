// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that a test asked for; the first that fits is taken. Safe for threads. */
public final class Faults {
    private static final int MOST_SECONDS_HELD = 600;
    private final List<Fault> all = new ArrayList<>();

    public synchronized ArrayNode add(JsonNode body) {
        all.add(new Fault(body.deepCopy()));
        return view();
    }

    /** Takes all back; held requests go on. */
    public synchronized ArrayNode clear() {
        all.clear();
        notifyAll();
        return view();
    }

    public synchronized ArrayNode view() {
        return Json.nodes(all.stream().map(Fault::view).toList());
    }

    synchronized Optional<Fault> take(Request request) {
        return all.stream().filter(fault -> fault.takes(request)).findFirst();
    }

    /** Waits until the fault is taken back. */
    synchronized void hold(Fault fault) throws InterruptedException {
        long end = System.nanoTime() + MOST_SECONDS_HELD * 1_000_000_000L;
        while (all.contains(fault) && System.nanoTime() < end) {
            wait(1000);
        }
    }

    /** What a fault that answers answers. */
    static Answer answer(Fault fault) {
        JsonNode body = fault.body();
        double seconds = body.path("retry_after").asDouble(1);
        return switch (fault.kind()) {
            case RATE_LIMIT ->
                limited(
                        seconds,
                        Json.text(body, "scope", "user"),
                        body.path("via").asBoolean(true));
            case CLOUDFLARE ->
                new Answer(
                        429,
                        null,
                        Map.of("Retry-After", "" + (long) Math.ceil(seconds), "Via", "", "Content-Type", "text/plain"));
            default -> {
                int status = body.path("status").asInt(500);
                ObjectNode json = Json.object()
                        .put("message", Json.text(body, "message", status + ": simulated"))
                        .put("code", body.path("code").asInt(0));
                yield new Answer(status, json, Map.of());
            }
        };
    }

    /** Discord's own 429. The header has whole seconds, the body the exact ones. */
    static Answer limited(double seconds, String scope, boolean via) {
        boolean global = scope.equals("global");
        ObjectNode json = Json.object()
                .put("message", "You are being rate limited.")
                .put("code", 0)
                .put("retry_after", seconds)
                .put("global", global);
        Map<String, String> headers = new java.util.HashMap<>();
        headers.put("Retry-After", "" + (long) Math.ceil(seconds));
        headers.put("X-RateLimit-Scope", scope);
        headers.put("X-RateLimit-Remaining", "0");
        headers.put("X-RateLimit-Reset-After", "" + seconds);
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        if (!via) {
            headers.put("Via", "");
        }
        return new Answer(429, json, headers);
    }
}
