// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.store.Streams;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation between an agent and its bot once they know each other; the same at both ends. Durable frames go out in
 * order, so many at a time; those that come in are acknowledged when their effect is in the store. Whoever is silent for
 * three beats and five seconds is gone.
 */
public final class Session implements Connection.Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int WINDOW = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connection connection;
    private final String peer;
    private final Streams streams;
    private final End end;
    private final Duration beat;
    private final long theirEpoch;
    private final long ourEpoch;
    private long sent;
    private long confirmed;
    private boolean open;

    /** What the end that holds this session makes of it. Calls come one after the other. */
    public interface End {
        /**
         * Gives a durable frame its effect, within the transaction. What it throws as {@code frame-malformed} is logged and
         * the frame counts as taken; anything else ends the session, and the frame comes again.
         *
         * @return to be run once it is durable
         */
        Runnable durable(java.sql.Connection sql, Frame frame) throws SQLException;

        /** Takes a frame that is not durable. */
        void passing(Frame frame);

        /** About once a second. */
        default void tick() {}

        /** The session is over. */
        void closed(String why);
    }

    /**
     * @param peer whose streams these are
     * @param theirEpoch of what comes in
     * @param beat how often to give a sign of life
     */
    public Session(Connection connection, String peer, Streams streams, End end, long theirEpoch, Duration beat) {
        this.connection = connection;
        this.peer = peer;
        this.streams = streams;
        this.end = end;
        this.theirEpoch = theirEpoch;
        this.ourEpoch = streams.out(peer).epoch();
        this.beat = beat;
    }

    /** Begins to send what waits behind the place that the other side has; to be called from within a stage. */
    public void begin(long theirPlace) {
        streams.confirmed(peer, new Streams.Place(ourEpoch, theirPlace));
        confirmed = theirPlace;
        sent = theirPlace;
        open = true;
        pump();
    }

    /** Something was appended for this peer; from any thread. */
    public void wake() {
        connection.execute(this::pump);
    }

    /** Sends what need not arrive; from any thread. */
    public void send(Frame frame) {
        connection.send(frame);
    }

    /** Ends it; from any thread. */
    public void close(String why) {
        connection.close(why);
    }

    /** Nanoseconds since the other side was last heard. */
    public long silence() {
        return connection.silence();
    }

    /** Where the other side is. */
    public String remote() {
        return connection.remote();
    }

    private void pump() {
        boolean more = open;
        while (more && sent - confirmed < WINDOW) {
            List<Frame> next = streams.after(peer, sent);
            for (Frame frame : next) {
                connection.send(frame);
                sent = frame.seq();
            }
            more = !next.isEmpty();
        }
    }

    @Override
    public int longest() {
        return Frames.LONGEST;
    }

    @Override
    public void frame(Frame frame) {
        if (frame.durable()) {
            take(frame);
        } else if (frame.type().equals("ack")) {
            acknowledged(frame.body());
        } else if (frame.type().equals("bye")) {
            connection.close(frame.body().find("why", 500).orElse("The other side ended it."));
        } else if (!frame.type().equals("beat")) {
            end.passing(frame);
        }
    }

    private void acknowledged(Body body) {
        long seq = body.number("seq", 0, Long.MAX_VALUE);
        if (body.number("epoch", 0, Long.MAX_VALUE) != ourEpoch || seq > sent) {
            throw Body.malformed("ack", "names a place that was never sent");
        }
        if (seq > confirmed) {
            streams.confirmed(peer, new Streams.Place(ourEpoch, seq));
            confirmed = seq;
            pump();
        }
    }

    private void take(Frame frame) {
        Runnable[] after = {() -> {}};
        Streams.Taken taken = streams.take(peer, theirEpoch, frame.seq(), sql -> after[0] = effect(sql, frame));
        if (taken == Streams.Taken.GAP) {
            connection.close("Frame " + frame.seq() + " came without the one before it.");
            return;
        }
        connection.send(Frame.of("ack", "epoch", theirEpoch, "seq", frame.seq()));
        after[0].run();
    }

    private Runnable effect(java.sql.Connection sql, Frame frame) throws SQLException {
        try {
            return end.durable(sql, frame);
        } catch (io.reconsync.api.ReconException e) {
            if (!e.code().equals("frame-malformed")) {
                throw e;
            }
            LOG.warn("A {} from {} has no effect: {}", frame.type(), peer, e.getMessage());
            return () -> {};
        }
    }

    @Override
    public void tick() {
        if (connection.silence() > beat.multipliedBy(3).plus(PATIENCE).toNanos()) {
            connection.close("Nothing was heard from the other side for "
                    + Duration.ofNanos(connection.silence()).toSeconds() + " s.");
            return;
        }
        if (connection.ownSilence() >= beat.toNanos()) {
            connection.send(Frame.of("beat"));
        }
        pump();
        end.tick();
    }

    @Override
    public void closed(String why) {
        open = false;
        end.closed(why);
    }
}
