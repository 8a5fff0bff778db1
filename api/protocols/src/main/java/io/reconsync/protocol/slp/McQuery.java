// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.UdpWire;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The query kind {@code mc-query}: GameSpy 4 over UDP, which Minecraft answers with {@code enable-query=true}. Names all
 * players. Source: the wiki page "Query". PowerNukkit's own variant breaks the protocol and is not understood.
 */
@Component(service = QueryKind.class)
public final class McQuery implements QueryKind {
    /** The game looks at the low four bits of each byte only. */
    private static final int SESSION_BITS = 0x0f0f0f0f;

    @Activate
    public McQuery() {}

    @Override
    public String kind() {
        return "mc-query";
    }

    @Override
    public QueryResult query(Endpoint at, Deadline deadline) {
        Faults faults = new Faults("query", "Minecraft query", at);
        try (UdpWire wire = UdpWire.open(at, faults, deadline)) {
            int session = ThreadLocalRandom.current().nextInt() & SESSION_BITS;
            return new Gs4Exchange(wire, faults, session).run(deadline);
        }
    }
}
