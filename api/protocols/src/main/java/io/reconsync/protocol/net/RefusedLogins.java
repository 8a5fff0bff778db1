// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers which password was refused where, and keeps the same one from being sent again for a minute: servers ban
 * addresses that guess. Another password is let through at once. Thread-safe.
 */
public final class RefusedLogins {
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final int MOST = 256;

    private record Attempt(Endpoint at, Secret password) {}

    private final LongSupplier ticker;
    private final Map<Attempt, Long> refused = new LinkedHashMap<>();

    /** @param ticker nanoseconds, monotonic */
    public RefusedLogins(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** @throws ReconException {@code console-password-wrong} when this password was refused there within a minute */
    public synchronized void check(Endpoint at, Secret password) {
        refused.values().removeIf(when -> ticker.getAsLong() - when >= PAUSE.toNanos());
        Long when = refused.get(new Attempt(at, password));
        if (when != null) {
            Duration left = PAUSE.minusNanos(ticker.getAsLong() - when);
            throw new ReconException(
                    "console-password-wrong",
                    ErrorOwner.USER,
                    "The console at " + at + " refused this password less than a minute ago; it was not sent again.",
                    "Set console.password to the password in the server's own configuration, or wait "
                            + (left.toSeconds() + 1) + " seconds.",
                    left,
                    null);
        }
    }

    /** Notes that the password was refused. */
    public synchronized void note(Endpoint at, Secret password) {
        refused.put(new Attempt(at, password), ticker.getAsLong());
        if (refused.size() > MOST) {
            refused.remove(refused.keySet().iterator().next());
        }
    }
}
