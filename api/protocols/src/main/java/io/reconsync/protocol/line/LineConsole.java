// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The console kind {@code line}: lines of UTF-8 over TCP, telnet-like. Keys of {@code console:}, patterns in RE2
 *
 * <ul>
 *   <li>{@code password_prompt}, {@code ok}, {@code fail}: what the server asks, and how it accepts or refuses; best is
 *       an {@code ok} that matches the last line of the greeting. Without {@code ok}, silence after the password will do
 *   <li>{@code sentinel}: a command that the server does not know, with the place <code>%{nonce}</code>, sent behind
 *       every command; the line that holds {@code sentinel_reply} (the same text when absent) ends the reply
 *   <li>{@code terminator}: without a sentinel, a line that ends a reply
 *   <li>{@code idle_ms}: without both, the silence that ends it, 1000 when absent
 *   <li>{@code log_line}: lines that belong to the log that streams in between; they go to {@link ConsoleSession#onLine}
 *   <li>{@code line_end}: {@code crlf} or {@code lf}
 *   <li>{@code keepalive}, {@code keepalive_seconds}: a command for idle connections
 * </ul>
 *
 * The listener is called from the session's reader thread. A refused password is not sent again for a minute.
 */
@Component(service = ConsoleKind.class)
public final class LineConsole implements ConsoleKind {
    private final Set<LineSession> sessions = ConcurrentHashMap.newKeySet();
    private final RefusedLogins refused = new RefusedLogins(System::nanoTime);

    @Activate
    public LineConsole() {}

    @Override
    public String kind() {
        return "line";
    }

    @Override
    public ConsoleSession open(Endpoint at, Secret password, Map<String, String> options, Deadline deadline) {
        LineOptions checked = LineOptions.of(options);
        refused.check(at, password);
        Faults faults = new Faults("console", "line console", at);
        TcpWire wire = TcpWire.open(at, faults, deadline);
        boolean done = false;
        try {
            LineFeed feed = new LineFeed();
            new LineLogin(wire, faults, checked, feed).run(password, deadline);
            LineSession session = new LineSession(wire, feed, faults, checked, sessions::remove);
            sessions.add(session);
            session.start();
            done = true;
            return session;
        } catch (ReconException e) {
            if (e.code().equals("console-password-wrong")) {
                refused.note(at, password);
            }
            throw e;
        } finally {
            if (!done) {
                wire.close();
            }
        }
    }

    /** Closes what is still open; no thread outlives the bundle. */
    @Deactivate
    public void close() {
        Set.copyOf(sessions).forEach(LineSession::close);
    }
}
