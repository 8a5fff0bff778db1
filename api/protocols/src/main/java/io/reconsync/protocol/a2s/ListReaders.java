// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads PLAYER ({@code D}) and RULES ({@code E}) replies. Entries that are cut off are left out. */
final class ListReaders {
    /** A count of 255 means "255 or more": then all that is there is read. */
    private static final int COUNT_LIMIT = 255;

    private static final float LONGEST_SECONDS = 10f * 365 * 24 * 3600;

    private ListReaders() {}

    static List<A2sPlayer> players(Fields in) throws BadBytes {
        int count = in.u8("the player count");
        List<A2sPlayer> players = new ArrayList<>();
        try {
            while (in.left() > 0 && (players.size() < count || count == COUNT_LIMIT)) {
                in.u8("a player's index");
                String name = in.text("a player's name");
                int score = in.i32("a player's score");
                players.add(new A2sPlayer(name, score, seconds(in.f32("a player's time"))));
            }
        } catch (BadBytes cutOff) {
            return List.copyOf(players);
        }
        return List.copyOf(players);
    }

    static Map<String, String> rules(Fields in) throws BadBytes {
        int count = in.u16("the rule count");
        Map<String, String> rules = new LinkedHashMap<>();
        try {
            for (int read = 0; read < count && in.left() > 0; read++) {
                String key = in.text("a rule's name");
                rules.put(key, in.text("a rule's value"));
            }
        } catch (BadBytes cutOff) {
            return Collections.unmodifiableMap(rules);
        }
        return Collections.unmodifiableMap(rules);
    }

    private static Optional<Duration> seconds(float value) {
        return value >= 0 && value <= LONGEST_SECONDS
                ? Optional.of(Duration.ofMillis((long) (value * 1000.0)))
                : Optional.empty();
    }
}
