// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.DatagramWire;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.UdpWire;
import java.util.List;
import java.util.Map;

/**
 * Asks one server over one connected UDP socket. Remembers the challenge between calls. For one thread at a time.
 * Servers silently drop more than about one query a second, so cache the answers.
 *
 * <pre>{@code
 * try (A2sClient client = A2sClient.open(new Endpoint("127.0.0.1", 27015), deadline)) {
 *     A2sInfo info = client.info(deadline);
 * }
 * }</pre>
 *
 * Every query may throw {@link io.reconsync.api.ReconException} with code {@code query-refused} (the port is closed, as
 * opposed to) {@code query-timeout}, {@code query-malformed}, {@code query-unsupported} (a reply packed with bzip2), or
 * {@code interrupted}. Source: Valve's "Server queries" page.
 */
public final class A2sClient implements AutoCloseable {
    private final DatagramWire wire;
    private final Exchange exchange;

    A2sClient(DatagramWire wire, Faults faults) {
        this.wire = wire;
        this.exchange = new Exchange(wire, faults);
    }

    /** Opens the socket; sends nothing yet. Only the look-up of a host name takes time. */
    public static A2sClient open(Endpoint at, Deadline deadline) {
        Faults faults = new Faults("query", "A2S", at);
        return new A2sClient(UdpWire.open(at, faults, deadline), faults);
    }

    /** Asks for the server's name, map, counts and version. */
    public A2sInfo info(Deadline deadline) {
        return exchange.ask(Query.INFO, InfoReader::read, deadline);
    }

    /** Asks for the players. The list may be shorter than the count in {@link #info}. */
    public List<A2sPlayer> players(Deadline deadline) {
        return exchange.ask(Query.PLAYER, ListReaders::players, deadline);
    }

    /** Asks for the server's rules, in its order. */
    public Map<String, String> rules(Deadline deadline) {
        return exchange.ask(Query.RULES, ListReaders::rules, deadline);
    }

    @Override
    public void close() {
        wire.close();
    }
}
