// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import com.fasterxml.jackson.core.JsonFactory;
import io.reconsync.api.Deadline;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.protocol.net.CommandText;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.KeepAlive;
import io.reconsync.protocol.net.Turns;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One open socket; a command at a time. */
final class WebRconSession implements ConsoleSession {
    private static final int FIRST_ID = 1001;
    private static final int MOST_COMMAND_BYTES = 64 * 1024;
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final WebSocket socket;
    private final Inbox inbox;
    private final Faults faults;
    private final WebRconOptions options;
    private final JsonFactory json;
    private final Turns turns;
    private final Consumer<WebRconSession> whenClosed;
    private final KeepAlive keepAlive;
    private int nextId = FIRST_ID;
    private volatile long lastUse = System.nanoTime();

    WebRconSession(
            WebSocket socket,
            Inbox inbox,
            Faults faults,
            WebRconOptions options,
            JsonFactory json,
            Consumer<WebRconSession> whenClosed) {
        this.socket = socket;
        this.inbox = inbox;
        this.faults = faults;
        this.options = options;
        this.json = json;
        this.turns = new Turns(faults);
        this.whenClosed = whenClosed;
        this.keepAlive =
                KeepAlive.of(options.all(), this, () -> lastUse, faults.at().toString());
    }

    /**
     * Makes a server that hangs up on wrong passwords do so now. A server that says nothing for two seconds is busy,
     * but has let us in.
     */
    void probe(Deadline deadline) {
        Awaited awaited = write(options.probe(), deadline);
        if (!awaited.anything(deadline.atMost(PROBE), faults) && deadline.expired()) {
            throw faults.timeout("the first answer");
        }
    }

    @Override
    public String send(String command, Deadline deadline) {
        CommandText.bytes(command, MOST_COMMAND_BYTES);
        return turns.take(deadline, () -> exchange(command, deadline));
    }

    private String exchange(String command, Deadline deadline) {
        boolean done = false;
        try {
            String reply = write(command, deadline).reply(options.quiet(), deadline, faults);
            done = true;
            return reply;
        } finally {
            lastUse = System.nanoTime();
            if (!done) {
                close();
            }
        }
    }

    private Awaited write(String command, Deadline deadline) {
        if (inbox.ended() != null) {
            throw inbox.ended();
        }
        int id = nextId;
        nextId = nextId == Integer.MAX_VALUE ? FIRST_ID : nextId + 1;
        Awaited awaited = inbox.await(id);
        try {
            socket.sendText(WebRconFrame.command(json, id, command), true)
                    .get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw faults.interrupted();
        } catch (TimeoutException e) {
            throw faults.timeout("the other side to take the command");
        } catch (ExecutionException e) {
            throw inbox.ended() != null ? inbox.ended() : inbox.closed();
        }
        return awaited;
    }

    @Override
    public void onLine(Consumer<String> listener) {
        inbox.lines(listener);
    }

    @Override
    public boolean isOpen() {
        return inbox.ended() == null;
    }

    @Override
    public void close() {
        inbox.end(faults.closed("because this session was closed"));
        keepAlive.close();
        socket.abort();
        whenClosed.accept(this);
    }
}
