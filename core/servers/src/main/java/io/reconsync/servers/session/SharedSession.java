// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.contract.host.Guarded;

/** What callers get: the calls go through the guard, closing does nothing. */
final class SharedSession implements ConsoleSession {
    private final String server;
    private final Guarded<ConsoleSession> session;

    SharedSession(String server, Guarded<ConsoleSession> session) {
        this.server = server;
        this.session = session;
    }

    static boolean isOpen(Guarded<ConsoleSession> session) {
        try {
            return session.call("looking at the console", Deadline.after(ConsoleLink.LOOK), ConsoleSession::isOpen);
        } catch (ReconException e) {
            return false;
        }
    }

    @Override
    public String send(String command, Deadline deadline) {
        return session.call(
                "sending a command to the console of " + server, deadline, plugin -> plugin.send(command, deadline));
    }

    @Override
    public boolean isOpen() {
        return isOpen(session);
    }

    @Override
    public void close() {
        // Shared: others go on using it.
    }
}
