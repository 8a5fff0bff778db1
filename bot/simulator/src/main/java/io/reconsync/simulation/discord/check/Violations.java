// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.ArrayList;
import java.util.List;

/** What was not as Discord's description has it. A test that ends with one of these has failed. Safe for threads. */
public final class Violations {
    private final List<ObjectNode> all = new ArrayList<>();

    /**
     * @param kind {@code route}, {@code request}, {@code response}, {@code gateway}, {@code simulator}
     * @param where the operation or event
     */
    public synchronized void add(String kind, String where, String message) {
        all.add(Json.object().put("kind", kind).put("where", where).put("message", message));
    }

    public synchronized List<ObjectNode> all() {
        return List.copyOf(all);
    }

    public synchronized void clear() {
        all.clear();
    }
}
