// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import com.fasterxml.jackson.core.JsonFactory;
import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.RefusedLogins;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The console kind {@code webrcon}: JSON over a plain WebSocket whose path is the password. Keys of {@code console:}
 *
 * <ul>
 *   <li>{@code quiet_ms}: a command that has only shown a console line is done after this time, 2000 when absent
 *   <li>{@code probe}: the harmless command that tells at once whether the password is right, {@code serverinfo} when
 *       absent
 *   <li>{@code keepalive}, {@code keepalive_seconds}: a command for idle connections
 * </ul>
 *
 * Console output goes line by line to {@link ConsoleSession#onLine}; a chat message as the one line of JSON that the
 * game makes of it. The listener is called from a thread of the socket and must not block. A refused password is not
 * sent again for a minute. Neither the address with the password nor an error that holds it leaves this class.
 */
@Component(service = ConsoleKind.class)
public final class WebRcon implements ConsoleKind {
    private final JsonFactory json = new JsonFactory();
    private final Set<WebRconSession> sessions = ConcurrentHashMap.newKeySet();
    private final RefusedLogins refused = new RefusedLogins(System::nanoTime);
    private final Handshake handshake = new Handshake();

    @Activate
    public WebRcon() {}

    @Override
    public String kind() {
        return "webrcon";
    }

    @Override
    public ConsoleSession open(Endpoint at, Secret password, Map<String, String> options, Deadline deadline) {
        WebRconOptions checked = WebRconOptions.of(options);
        refused.check(at, password);
        Faults faults = new Faults("console", "WebRCON", at);
        Inbox inbox = new Inbox(faults, json);
        try {
            WebRconSession session = new WebRconSession(
                    handshake.connect(at, password, inbox, faults, deadline),
                    inbox,
                    faults,
                    checked,
                    json,
                    sessions::remove);
            sessions.add(session);
            boolean done = false;
            try {
                session.probe(deadline);
                done = true;
                return session;
            } finally {
                if (!done) {
                    session.close();
                }
            }
        } catch (ReconException e) {
            if (e.code().equals("console-password-wrong")) {
                refused.note(at, password);
            }
            throw e;
        }
    }

    /** Closes what is still open; no thread outlives the bundle. */
    @Deactivate
    public void close() {
        Set.copyOf(sessions).forEach(WebRconSession::close);
        handshake.close();
    }
}
