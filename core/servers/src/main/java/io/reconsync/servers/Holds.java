// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reasons that stand until they are closed, the newest shown first. Thread-safe. */
final class Holds {
    private final Map<Object, String> reasons = new LinkedHashMap<>();

    /** A reason that stands. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    synchronized Hold add(String reason) {
        Object key = new Object();
        reasons.put(key, reason);
        return () -> remove(key);
    }

    private synchronized void remove(Object key) {
        reasons.remove(key);
    }

    synchronized Optional<String> newest() {
        return reasons.values().stream().reduce((first, second) -> second);
    }

    /** Throws while a reason stands. */
    void refuse(String server) {
        newest().ifPresent(reason -> {
            throw new ReconException(
                    "server-held",
                    ErrorOwner.USER,
                    "The server " + server + " is kept stopped: " + reason + ".",
                    "Wait until that is over; 'reconsync jobs' shows it.");
        });
    }
}
