// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.TcpWire;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The query kind {@code slp}: Server List Ping of Minecraft's Java edition, 1.7 and newer, over TCP. The list of players
 * is a sample of at most twelve that a server may hide or forge. A server that hangs accepts the connection and never
 * answers ({@code query-timeout}); one that is starting has no port yet ({@code query-refused}).
 */
@Component(service = QueryKind.class)
public final class SlpQuery implements QueryKind {
    @Activate
    public SlpQuery() {}

    @Override
    public String kind() {
        return "slp";
    }

    @Override
    public QueryResult query(Endpoint at, Deadline deadline) {
        Faults faults = new Faults("query", "Minecraft ping", at);
        try (TcpWire wire = TcpWire.open(at, faults, deadline)) {
            return new SlpExchange(wire, faults).run(deadline);
        }
    }
}
