// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Rate limits by route and channel, guild or webhook, in real time, because that is what clients wait in. There are none until a
 * test asks for them. Safe for threads.
 */
public final class Buckets {
    private static final String GLOBAL = "global";
    private final LongSupplier nanos;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Deque<Long>> used = new HashMap<>();

    /** So many requests in so many milliseconds. */
    private record Rule(int limit, long millis) {}

    /** @param nanos a monotonic clock */
    public Buckets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Adds a rule ({@code route}: method and template, or {@code global}; {@code limit}; {@code per_ms}), or those that people
     * report of the real one ({@code preset: real}); {@code clear: true} removes all.
     */
    public synchronized ObjectNode set(JsonNode body) {
        if (body.path("clear").asBoolean(false)) {
            rules.clear();
            used.clear();
        }
        if (body.path("preset").asText().equals("real")) {
            rules.put(GLOBAL, new Rule(50, 1000));
            rules.put("POST /channels/{channel_id}/messages", new Rule(5, 5000));
            rules.put("PATCH /channels/{channel_id}/messages/{message_id}", new Rule(5, 5000));
            rules.put("DELETE /channels/{channel_id}/messages/{message_id}", new Rule(5, 1000));
            rules.put("PUT /channels/{channel_id}/messages/pins/{message_id}", new Rule(5, 5000));
            rules.put("POST /webhooks/{webhook_id}/{webhook_token}", new Rule(5, 2000));
            rules.put("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", new Rule(5, 2000));
            rules.put("PUT /applications/{application_id}/guilds/{guild_id}/commands", new Rule(2, 10_000));
            rules.put("POST /applications/{application_id}/guilds/{guild_id}/commands", new Rule(5, 20_000));
        }
        if (body.has("route")) {
            rules.put(
                    body.path("route").asText(),
                    new Rule(body.path("limit").asInt(5), body.path("per_ms").asLong(5000)));
        }
        ObjectNode view = Json.object();
        rules.forEach((route, rule) ->
                view.putObject(route).put("limit", rule.limit()).put("per_ms", rule.millis()));
        return view;
    }

    /** Counts the request, and refuses it if a limit is reached. Answers to interactions do not count globally. */
    synchronized Optional<Answer> refuse(Request request) {
        boolean free = request.template().startsWith("/interactions/");
        if (!free) {
            double seconds = wait(GLOBAL, GLOBAL);
            if (seconds > 0) {
                return Optional.of(Faults.limited(seconds, GLOBAL, true));
            }
        }
        String route = request.method() + " " + request.template();
        double seconds = wait(route, route + major(request));
        return seconds > 0 ? Optional.of(Faults.limited(seconds, "user", true)) : Optional.empty();
    }

    /** The headers that tell how much is left. */
    synchronized Map<String, String> headers(Request request) {
        String route = request.method() + " " + request.template();
        Rule rule = rules.getOrDefault(route, new Rule(50, 1000));
        Deque<Long> times = used.getOrDefault(route + major(request), new ArrayDeque<>());
        double after = times.isEmpty() ? rule.millis() / 1000.0 : left(times, rule);
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Limit", "" + rule.limit());
        headers.put("X-RateLimit-Remaining", "" + Math.max(0, rule.limit() - Math.max(1, times.size())));
        headers.put("X-RateLimit-Reset", "" + (System.currentTimeMillis() / 1000.0 + after));
        headers.put("X-RateLimit-Reset-After", "" + after);
        headers.put("X-RateLimit-Bucket", Integer.toHexString(route.hashCode()));
        return headers;
    }

    /** Seconds to wait, 0 if the request was counted. */
    private double wait(String rule, String bucket) {
        Rule limits = rules.get(rule);
        if (limits == null) {
            return 0;
        }
        Deque<Long> times = used.computeIfAbsent(bucket, b -> new ArrayDeque<>());
        while (!times.isEmpty() && left(times, limits) <= 0) {
            times.remove();
        }
        if (times.size() >= limits.limit()) {
            return left(times, limits);
        }
        times.add(nanos.getAsLong());
        return 0;
    }

    private double left(Deque<Long> times, Rule rule) {
        return (times.peek() + rule.millis() * 1_000_000 - nanos.getAsLong()) / 1e9;
    }

    private static String major(Request request) {
        StringBuilder key = new StringBuilder();
        for (String name : new String[] {"channel_id", "guild_id", "webhook_id", "webhook_token"}) {
            key.append(' ').append(request.argument(name));
        }
        return key.toString();
    }
}
