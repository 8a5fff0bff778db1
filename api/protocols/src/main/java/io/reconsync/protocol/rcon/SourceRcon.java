// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.RefusedLogins;
import io.reconsync.protocol.net.TcpWire;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The console kind {@code source-rcon}. Strictly one command at a time. Keys of {@code console:}
 *
 * <ul>
 *   <li>{@code reply}: {@code idle} (a reply ends with silence; right everywhere) or {@code sentinel} (an empty packet
 *       sent behind is answered; quicker and exact with Source servers and Minecraft, never with ARK)
 *   <li>{@code idle_ms}: how long that silence is, 300 when absent
 *   <li>{@code keepalive}, {@code keepalive_seconds}: a harmless command for idle connections, every 20 s when absent
 *   <li>{@code max_command_bytes}: longer commands are refused here; 1446 when absent, which classic Minecraft takes
 * </ul>
 *
 * A refused password is not sent again for a minute. Replies are at most 1 MiB. Source: Valve's "Source RCON Protocol"
 * page and the servers' known departures from it.
 */
@Component(service = ConsoleKind.class)
public final class SourceRcon implements ConsoleKind {
    private static final int LOWEST_FIRST_ID = 0x0100_0000;
    private static final int HIGHEST_FIRST_ID = 0x2000_0000;

    private final Set<RconSession> sessions = ConcurrentHashMap.newKeySet();
    private final RefusedLogins refused = new RefusedLogins(System::nanoTime);

    @Activate
    public SourceRcon() {}

    @Override
    public String kind() {
        return "source-rcon";
    }

    @Override
    public ConsoleSession open(Endpoint at, Secret password, Map<String, String> options, Deadline deadline) {
        RconOptions checked = RconOptions.of(options);
        refused.check(at, password);
        Faults faults = new Faults("console", "Source RCON", at);
        TcpWire wire = TcpWire.open(at, faults, deadline);
        // High numbers tell a server's invented ones (0, 1, -1) from ours.
        int firstId = ThreadLocalRandom.current().nextInt(LOWEST_FIRST_ID, HIGHEST_FIRST_ID);
        RconSession session = new RconSession(wire, faults, checked, firstId, sessions::remove);
        boolean done = false;
        try {
            session.login(password, deadline);
            sessions.add(session);
            session.keepAlive(at.toString());
            done = true;
            return session;
        } catch (ReconException e) {
            if (e.code().equals("console-password-wrong")) {
                refused.note(at, password);
            }
            throw e;
        } finally {
            if (!done) {
                session.close();
            }
        }
    }

    /** Closes what is still open; no thread outlives the bundle. */
    @Deactivate
    public void close() {
        Set.copyOf(sessions).forEach(RconSession::close);
    }
}
