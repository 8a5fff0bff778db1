// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A connection at the bot. Public for Jetty. */
public final class JettyChannel implements Session.Listener, Channel {
    private static final int GOODBYE_SECONDS = 2;

    private final Receiver receiver;
    private final String binding;
    private final Consumer<JettyChannel> gone;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SendQueue queue = new SendQueue(this::write);
    private volatile Session session;

    JettyChannel(Receiver receiver, String binding, Consumer<JettyChannel> gone) {
        this.receiver = receiver;
        this.binding = binding;
        this.gone = gone;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (closed.get()) {
            opened.disconnect();
            return;
        }
        receiver.opened(this);
        opened.demand();
    }

    @Override
    public void onWebSocketText(String text) {
        Session open = session;
        receiver.text(text, open::demand);
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        end(reason == null || reason.isEmpty() ? "The agent closed the connection." : reason);
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end("The connection broke: " + cause.getMessage());
    }

    private void write(String text, Runnable sent) {
        session.sendText(text, Callback.from(sent, failed -> end("The connection broke: " + failed.getMessage())));
    }

    @Override
    public boolean send(String text) {
        if (closed.get()) {
            return false;
        }
        if (!queue.offer(text)) {
            close("The agent is too slow.");
            return false;
        }
        return true;
    }

    @Override
    public void close(String why) {
        Session open = session;
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        gone.accept(this);
        receiver.closed(why);
        if (open != null) {
            queue.finish(() -> open.close(
                    StatusCode.NORMAL, Goodbye.cut(why), Callback.from(open::disconnect, failed -> open.disconnect())));
            CompletableFuture.delayedExecutor(GOODBYE_SECONDS, TimeUnit.SECONDS).execute(open::disconnect);
        }
    }

    private void end(String why) {
        queue.close();
        if (closed.compareAndSet(false, true)) {
            gone.accept(this);
            receiver.closed(why);
        }
    }

    @Override
    public String binding() {
        return binding;
    }

    @Override
    public String remote() {
        Session open = session;
        return open == null ? "somewhere" : String.valueOf(open.getRemoteSocketAddress());
    }
}
