// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.transport.Channel;
import io.reconsync.link.transport.Receiver;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel with frames on it. Whatever happens is handled one after the other by the stage in which the conversation
 * is. A frame that makes no sense ends the connection; so does a stage that fails.
 */
public final class Connection implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Frames frames;
    private final Serial serial;
    private final LongSupplier nanos;
    private final Throttle throttle;
    private final Consumer<Connection> gone;
    private volatile Channel channel;
    private volatile Stage stage;
    private volatile long heard;
    private volatile long said;
    private final long began;

    /** A part of a conversation; calls come one after the other. */
    public interface Stage {
        /** The channel is open. */
        default void opened() {}

        /** The longest text that may come now, in characters. */
        int longest();

        /** A frame came in. */
        void frame(Frame frame);

        /** About once a second. */
        void tick();

        /** It is over. */
        void closed(String why);
    }

    /** {@code first} makes the stage that the conversation begins with; {@code gone} hears when all is over. */
    public Connection(
            Frames frames,
            Executor pool,
            LongSupplier nanos,
            Throttle throttle,
            Consumer<Connection> gone,
            Function<Connection, Stage> first) {
        this.frames = frames;
        this.nanos = nanos;
        this.throttle = throttle;
        this.gone = gone;
        this.serial = new Serial(pool, this::failed);
        this.heard = nanos.getAsLong();
        this.said = heard;
        this.began = heard;
        this.stage = first.apply(this);
    }

    @Override
    public void opened(Channel opened) {
        channel = opened;
        heard = nanos.getAsLong();
        serial.execute(() -> stage.opened());
    }

    @Override
    public void text(String text, Runnable next) {
        serial.execute(() -> {
            heard = nanos.getAsLong();
            if (text.length() > stage.longest()) {
                close("It sent a frame of " + text.length() + " characters, which is more than it may now.");
                return;
            }
            stage.frame(frames.read(text));
            throttle.then(next);
        });
    }

    @Override
    public void closed(String why) {
        serial.execute(() -> stage.closed(why));
        serial.execute(() -> gone.accept(this));
    }

    /** Sends a frame, if the channel is still there. */
    public void send(Frame frame) {
        Channel open = channel;
        if (open != null && open.send(frames.write(frame))) {
            said = nanos.getAsLong();
        }
    }

    /** Goes on to another part of the conversation; to be called from within one. */
    public void stage(Stage next) {
        stage = next;
    }

    /** Does something between two frames. */
    public void execute(Runnable task) {
        serial.execute(task);
    }

    /** To be called about once a second. */
    public void tick() {
        serial.execute(() -> stage.tick());
    }

    /** Ends it. */
    public void close(String why) {
        Channel open = channel;
        if (open != null) {
            open.close(why);
        }
    }

    /** Nanoseconds since the other side was last heard. */
    public long silence() {
        return nanos.getAsLong() - heard;
    }

    /** Nanoseconds since it began. */
    public long age() {
        return nanos.getAsLong() - began;
    }

    /** Nanoseconds since we last said something. */
    public long ownSilence() {
        return nanos.getAsLong() - said;
    }

    /** What ties a proof to this connection. */
    public String binding() {
        return channel.binding();
    }

    /** Where the other side is, for people. */
    public String remote() {
        Channel open = channel;
        return open == null ? "somewhere" : open.remote();
    }

    private void failed(Throwable thrown) {
        if (thrown instanceof ReconException known) {
            LOG.debug("The connection with {} ends: {}", remote(), known.sentence());
            close(known.getMessage());
        } else {
            LOG.error("The connection with {} ends because of a defect.", remote(), thrown);
            close("A defect on this side; its log says more.");
        }
    }
}
