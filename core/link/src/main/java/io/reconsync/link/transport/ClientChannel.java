// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.link.frame.Frames;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A connection at the agent. */
final class ClientChannel implements WebSocket.Listener, Channel {
    private static final int GOODBYE_SECONDS = 2;

    private final Receiver receiver;
    private final Supplier<String> binding;
    private final String address;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SendQueue queue = new SendQueue(this::write);
    private final StringBuilder begun = new StringBuilder();
    private volatile WebSocket socket;

    ClientChannel(Receiver receiver, Supplier<String> binding, String address) {
        this.receiver = receiver;
        this.binding = binding;
        this.address = address;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        if (closed.get()) {
            opened.abort();
            return;
        }
        receiver.opened(this);
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (begun.length() + data.length() > Frames.LONGEST) {
            close("The bot sent a frame that is too long.");
            return null;
        }
        begun.append(data);
        if (!last) {
            from.request(1);
            return null;
        }
        String text = begun.toString();
        begun.setLength(0);
        receiver.text(text, () -> from.request(1));
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end(reason.isEmpty() ? "The bot closed the connection." : reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("The connection broke: " + error.getMessage());
    }

    private void write(String text, Runnable sent) {
        socket.sendText(text, true).whenComplete((done, failed) -> {
            if (failed == null) {
                sent.run();
            } else {
                end("The connection broke: " + failed.getMessage());
            }
        });
    }

    @Override
    public boolean send(String text) {
        if (closed.get()) {
            return false;
        }
        if (!queue.offer(text)) {
            close("The bot is too slow.");
            return false;
        }
        return true;
    }

    @Override
    public void close(String why) {
        WebSocket open = socket;
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        receiver.closed(why);
        if (open != null) {
            queue.finish(() -> open.sendClose(WebSocket.NORMAL_CLOSURE, Goodbye.cut(why))
                    .whenComplete((done, failed) -> open.abort()));
            CompletableFuture.delayedExecutor(GOODBYE_SECONDS, TimeUnit.SECONDS).execute(open::abort);
        }
    }

    private void end(String why) {
        queue.close();
        if (closed.compareAndSet(false, true)) {
            receiver.closed(why);
        }
    }

    @Override
    public String binding() {
        return binding.get();
    }

    @Override
    public String remote() {
        return address;
    }
}
