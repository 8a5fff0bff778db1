// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sessions that can still be resumed. Guarded by the world's lock. */
public final class Sessions {
    private final Map<String, Session> byId = new LinkedHashMap<>();
    private int made;

    Session add(int intents, Connection connection) {
        made++;
        Session session = new Session("session" + made, intents, connection);
        byId.put(session.id(), session);
        return session;
    }

    Session byId(String id) {
        return byId.get(id);
    }

    /** It cannot be resumed from now on. */
    void forget(Session session) {
        byId.remove(session.id());
    }

    public Collection<Session> all() {
        return List.copyOf(byId.values());
    }

    /** How many IDENTIFYs were answered with a READY. */
    public int made() {
        return made;
    }
}
