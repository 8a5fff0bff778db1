// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of one guild, or the global ones, with a count of what was done to them. Creates count against a budget of
 * 200 a day; updates do not. Guarded by the world's lock.
 */
public final class Commands {
    public static final int CREATES_A_DAY = 200;

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Deque<Instant> creates = new ArrayDeque<>();

    public Collection<ObjectNode> all() {
        return byId.values();
    }

    public Optional<ObjectNode> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A name may stand once for each type. */
    public Optional<ObjectNode> byName(String name, int type) {
        return byId.values().stream()
                .filter(c ->
                        c.path("name").asText().equals(name) && c.path("type").asInt() == type)
                .findFirst();
    }

    public void put(ObjectNode command) {
        byId.put(command.path("id").asText(), command);
    }

    public void remove(String id) {
        byId.remove(id);
        count("deletes", 1);
    }

    public void clear() {
        byId.clear();
    }

    public void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }

    /** How many creates of the budget were used within the last 24 hours. */
    public int created(Instant now) {
        while (!creates.isEmpty() && !creates.peek().isAfter(now.minus(Duration.ofDays(1)))) {
            creates.remove();
        }
        return creates.size();
    }

    /** Books creates, also such as never happened, to bring the budget near its end. */
    public void create(Instant now, int more) {
        for (int i = 0; i < more; i++) {
            creates.add(now);
        }
    }

    /** What a test wants to know. */
    public ObjectNode view(Instant now) {
        ObjectNode view = Json.object();
        view.set("commands", Json.nodes(byId.values()));
        ObjectNode sums = view.putObject("counts");
        for (String what :
                new String[] {"puts", "posts", "patches", "gets", "creates", "updates", "deletes", "unchanged"}) {
            sums.put(what, counts.getOrDefault(what, 0));
        }
        view.put("creates_today", created(now));
        return view;
    }

    /** True if nothing but the version would differ. */
    public static boolean same(JsonNode before, ObjectNode after) {
        ObjectNode one = before.deepCopy();
        ObjectNode two = after.deepCopy();
        one.remove("version");
        two.remove("version");
        return one.equals(two);
    }
}
