// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.QueryResult;
import io.reconsync.api.monitor.Finding;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The probes over the wire: query; console, with a command where the query is silent, else only whether it lets us in, for
 * without it no save can be asked for; port where there is no query.
 */
final class WireProbes {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** The other side is silent or closed; everything else is a fault of the probe or of what it was told. */
    private static final Set<String> DEAD = Set.of(
            "query-timeout",
            "query-refused",
            "console-timeout",
            "console-refused",
            "console-closed",
            "deadline-passed");

    void probe(Server server, Deadline deadline, Map<String, Finding> into) {
        if (!server.adapterPresent()) {
            return;
        }
        GameProfile profile = server.profile();
        boolean asks =
                profile.query().isPresent() || server.config().query().kind().isPresent();
        if (asks) {
            query(server, deadline, into);
        } else {
            port(server, deadline).ifPresent(finding -> into.put("port", finding));
        }
        boolean silent = asks && into.get("query").status() == Finding.Status.BAD;
        boolean speaks = profile.console().isPresent() && profile.players().isPresent();
        if (speaks && silent) {
            into.put("console", console(server, profile.players().get().command(), deadline));
        } else if (!silent && wired(server)) {
            entry(server, deadline).ifPresent(finding -> into.put("console", finding));
        }
    }

    private static boolean wired(Server server) {
        Optional<String> kind = server.profile().console().map(GameProfile.PortPart::kind);
        return server.config()
                        .console()
                        .kind()
                        .or(() -> kind)
                        .filter(each -> !each.equals("stdin"))
                        .isPresent()
                && kind.isPresent();
    }

    /** Opens the session or finds that it stands; nothing is sent, so the game's log stays as it is. */
    private static Optional<Finding> entry(Server server, Deadline deadline) {
        try {
            server.console(deadline.atMost(LIMIT));
            return Optional.of(Finding.ok("The console lets us in."));
        } catch (ReconException e) {
            return e.code().equals("console-none") ? Optional.empty() : Optional.of(failed(e));
        }
    }

    private static void query(Server server, Deadline deadline, Map<String, Finding> into) {
        try {
            QueryResult result = server.query(deadline.atMost(LIMIT));
            into.put(
                    "query",
                    new Finding(
                            Finding.Status.OK,
                            "The query was answered in " + result.roundTrip().toMillis() + " ms.",
                            Map.of(
                                    "players", Integer.toString(result.players()),
                                    "max_players", Integer.toString(result.maxPlayers()),
                                    "millis", Long.toString(result.roundTrip().toMillis()))));
        } catch (ReconException e) {
            if (e.code().equals("query-malformed")) {
                into.put("query", Finding.ok("The query was answered, but not in its form."));
                into.put("query-answer", Finding.bad(e.getMessage()));
            } else {
                into.put("query", failed(e));
            }
        }
    }

    private static Finding console(Server server, String command, Deadline deadline) {
        try {
            Deadline own = deadline.atMost(LIMIT);
            server.console(own).send(command, own);
            return Finding.ok("The console answered.");
        } catch (ReconException e) {
            return failed(e);
        }
    }

    private static Finding failed(ReconException e) {
        return DEAD.contains(e.code())
                ? new Finding(Finding.Status.BAD, e.getMessage(), Map.of("code", e.code()))
                : new Finding(Finding.Status.PROBE_FAILED, e.getMessage(), Map.of("code", e.code()));
    }

    private static Optional<Finding> port(Server server, Deadline deadline) {
        Map<String, String> values = new TreeMap<>(server.values());
        String port = values.getOrDefault("console.port", "");
        if (!wired(server) || !port.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        InetSocketAddress to =
                new InetSocketAddress(values.getOrDefault("console.host", "127.0.0.1"), Integer.parseInt(port));
        try (Socket socket = new Socket()) {
            socket.connect(to, deadline.atMost(LIMIT).millis("connecting to port " + port));
            return Optional.of(Finding.ok("The port " + port + " is open."));
        } catch (IOException e) {
            return Optional.of(Finding.bad("The port " + port + " does not accept connections."));
        }
    }
}
