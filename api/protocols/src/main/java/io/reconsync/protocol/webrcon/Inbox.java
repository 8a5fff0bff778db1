// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import com.fasterxml.jackson.core.JsonFactory;
import io.reconsync.api.ReconException;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Faults;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What arrives on the socket: joins fragments, parses frames, routes them by their identifier before anything else. */
final class Inbox implements WebSocket.Listener {
    /** Long lists come in fragments; what is longer than this is no list. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final Faults faults;
    private final JsonFactory json;
    private final StringBuilder fragments = new StringBuilder();
    private volatile Awaited awaited;
    private volatile Consumer<String> lines = line -> {};
    private volatile ReconException ended;
    private volatile boolean answered;

    Inbox(Faults faults, JsonFactory json) {
        this.faults = faults;
        this.json = json;
    }

    void lines(Consumer<String> listener) {
        lines = listener;
    }

    /** From now on a frame with this identifier is the reply. */
    Awaited await(int identifier) {
        Awaited fresh = new Awaited(identifier);
        awaited = fresh;
        if (ended != null) {
            fresh.failed(ended);
        }
        return fresh;
    }

    /** Why nothing more comes; null while the socket stands. */
    ReconException ended() {
        return ended;
    }

    /** Takes the text of one frame. */
    void frame(String text) throws BadBytes {
        WebRconFrame frame = WebRconFrame.parse(json, text);
        answered = true;
        Awaited waiting = awaited;
        if (waiting != null && frame.identifier() == waiting.identifier()) {
            waiting.replied(frame.message());
        } else if (frame.identifier() <= 0) {
            if (frame.type().equalsIgnoreCase("Chat")) {
                lines.accept(frame.message().replaceAll("\\R", " "));
            } else {
                frame.message().lines().filter(line -> !line.isBlank()).forEach(lines);
            }
            if (waiting != null) {
                waiting.lineSeen();
            }
        }
    }

    void end(ReconException reason) {
        if (ended == null) {
            ended = reason;
        }
        Awaited waiting = awaited;
        if (waiting != null) {
            waiting.failed(ended);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (fragments.length() + data.length() > MOST_CHARACTERS) {
            broken(socket, "a frame is longer than 4 MiB");
            return null;
        }
        fragments.append(data);
        if (last) {
            String text = fragments.toString();
            fragments.setLength(0);
            fragments.trimToSize();
            try {
                frame(text);
            } catch (BadBytes e) {
                broken(socket, e.getMessage());
                return null;
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        broken(socket, "a frame is binary");
        return null;
    }

    private void broken(WebSocket socket, String reason) {
        end(faults.malformed(reason));
        socket.abort();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(closed());
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        boolean protocol = error instanceof java.net.ProtocolException
                || error.getCause() instanceof java.net.ProtocolException
                || error instanceof java.nio.charset.CharacterCodingException;
        end(protocol ? faults.malformed("its WebSocket frames are broken") : closed());
    }

    /** Rust accepts any password at first and hangs up on a wrong one before it answers anything. */
    ReconException closed() {
        return answered ? faults.closed("before the reply") : faults.wrongPassword();
    }
}
