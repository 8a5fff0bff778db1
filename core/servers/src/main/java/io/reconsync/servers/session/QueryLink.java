// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.contract.host.Guarded;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Queries of one server, one at a time; an answer counts for two seconds, since games limit how often they answer. */
public final class QueryLink {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final String server;
    private final Offered<QueryKind> kinds;
    private final Supplier<Optional<Target>> target;
    private final ReentrantLock asking = new ReentrantLock();
    private Target lastTarget;
    private QueryResult last;
    private Deadline fresh = Deadline.after(Duration.ZERO);

    /** Which query a server has. */
    public record Target(String kind, Endpoint at) {}

    /** Of a server. */
    public QueryLink(String server, Offered<QueryKind> kinds, Supplier<Optional<Target>> target) {
        this.server = server;
        this.kinds = kinds;
        this.target = target;
    }

    /** Asks, or gives the answer of just now. */
    public QueryResult query(Deadline deadline) {
        Target where = target.get().orElseThrow(this::none);
        lock(deadline);
        try {
            if (!fresh.expired() && where.equals(lastTarget)) {
                return last;
            }
            Guarded<QueryKind> kind = kinds.find(where.kind()).orElseThrow(() -> unknown(where.kind()));
            last = kind.call("querying " + server, deadline, plugin -> plugin.query(where.at(), deadline));
            lastTarget = where;
            fresh = Deadline.after(FRESH);
            return last;
        } finally {
            asking.unlock();
        }
    }

    private void lock(Deadline deadline) {
        try {
            if (asking.tryLock(deadline.millis("querying " + server), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReconException(
                "query-timeout",
                ErrorOwner.REMOTE,
                "The query of " + server + " did not get its turn in time.",
                "Try again.");
    }

    private ReconException none() {
        return new ReconException(
                "query-none",
                ErrorOwner.USER,
                "The server " + server + " has no query.",
                "Set query.kind and query.port in its file, if the game has one.");
    }

    private ReconException unknown(String kind) {
        return new ReconException(
                "query-kind-unknown",
                ErrorOwner.USER,
                "Nothing here speaks the query '" + kind + "'.",
                "Drop the plugin that does into plugins/, or use one of: " + String.join(", ", kinds.names()) + ".");
    }
}
