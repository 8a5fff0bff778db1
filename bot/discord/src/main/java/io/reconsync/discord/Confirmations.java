// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands that wait for a click: bound to who gave them, usable once, for a minute. Only in memory: after a restart
 * nothing that was asked before can still be set off. Thread-safe.
 */
final class Confirmations {
    static final Duration OPEN = Duration.ofSeconds(60);

    private static final int MOST = 500;
    private static final int RADIX = 36;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Instant began;
    private final Map<String, Pending> waiting = new LinkedHashMap<>();

    Confirmations(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    /** A new question; the id in it carries its time, so that an old button can be told from a forged one. */
    synchronized Pending add(Function<String, Pending> made) {
        byte[] random = new byte[9];
        RANDOM.nextBytes(random);
        String id = Long.toString(clock.instant().getEpochSecond(), RADIX) + "-"
                + HexFormat.of().formatHex(random);
        Pending pending = made.apply(id);
        waiting.values().removeIf(old -> old.until().plus(OPEN).isBefore(clock.instant()));
        if (waiting.size() >= MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        waiting.put(id, pending);
        return pending;
    }

    synchronized Optional<Pending> find(String id) {
        return Optional.ofNullable(waiting.get(id))
                .filter(pending -> clock.instant().isBefore(pending.until()));
    }

    /** Takes it: a second click finds nothing. */
    synchronized Optional<Pending> take(String id) {
        Optional<Pending> found = find(id);
        waiting.remove(id);
        return found;
    }

    /** Why there is nothing behind a button. */
    String missing(String id) {
        Optional<Instant> asked = time(id);
        if (asked.isPresent() && asked.get().isBefore(began.minusSeconds(1))) {
            return "This button is from before ReconSync was restarted.";
        }
        if (asked.isPresent() && !clock.instant().isBefore(asked.get().plus(OPEN))) {
            return "This button was good for " + OPEN.toSeconds() + " seconds, and they are over.";
        }
        return "This button has been used already.";
    }

    private static Optional<Instant> time(String id) {
        int dash = id.indexOf('-');
        if (dash < 1 || !id.substring(0, dash).matches("[0-9a-z]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(id.substring(0, dash), RADIX)));
    }
}
