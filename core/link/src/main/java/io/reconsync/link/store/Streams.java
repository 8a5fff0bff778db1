// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.store;

import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Outbox and inbox: for each peer one durable stream out and one in. What is appended stays until the peer has said that
 * it is in its store; what comes in takes effect in the same transaction that moves the inbox on, so once. A stream has
 * an epoch, which changes when its outbox had to begin anew; places count from 1 in each epoch. Thread-safe.
 */
public final class Streams {
    private static final int BATCH = 64;

    private final Database database;
    private final Frames frames;
    private final Clock clock;

    /** A place in a stream. */
    public record Place(long epoch, long seq) {}

    /** What becomes of an incoming frame. */
    public enum Taken {
        /** Its effect is durable. */
        NEW,
        /** It had been taken before. */
        AGAIN,
        /** Something before it is missing. */
        GAP
    }

    /** The effect of a frame, within the transaction. */
    @FunctionalInterface
    public interface Effect {
        /** Does it. */
        void apply(Connection connection) throws SQLException;
    }

    public Streams(Database database, Frames frames, Clock clock) {
        this.database = database;
        this.frames = frames;
        this.clock = clock;
    }

    /** Adds to the stream to a peer, within a transaction of the caller. */
    public void append(Connection connection, String peer, Frame frame, String id) throws SQLException {
        known(connection, peer);
        Sql.change(connection, "UPDATE link_peers SET out_seq = out_seq + 1 WHERE peer = ?", peer);
        Sql.change(
                connection,
                "INSERT INTO link_outbox (peer, seq, type, id, body, created)"
                        + " SELECT peer, out_seq, ?, ?, ?, ? FROM link_peers WHERE peer = ?",
                frame.type(),
                id,
                frames.text(frame.body()),
                clock.millis(),
                peer);
    }

    /** Whether an appended frame still waits to be confirmed. */
    public boolean waiting(String peer, String id) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT seq FROM link_outbox WHERE peer = ? AND id = ?",
                        peer,
                        id))
                .isPresent();
    }

    /** How many frames wait to be confirmed. */
    public long waiting(String peer) {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getLong(1), "SELECT count(*) FROM link_outbox WHERE peer = ?", peer))
                .orElse(0L);
    }

    /** The frames behind a place, in order, a batch at most. */
    public List<Frame> after(String peer, long seq) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Frame(row.getString("type"), row.getLong("seq"), frames.object(row.getString("body"))),
                "SELECT seq, type, body FROM link_outbox WHERE peer = ? AND seq > ? ORDER BY seq LIMIT " + BATCH,
                peer,
                seq));
    }

    /** The peer has everything up to here. */
    public void confirmed(String peer, Place upTo) {
        database.write(connection -> Sql.change(
                connection,
                "DELETE FROM link_outbox WHERE peer = ? AND seq <= ? AND peer IN"
                        + " (SELECT peer FROM link_peers WHERE out_epoch = ?)",
                peer,
                upTo.seq(),
                upTo.epoch()));
    }

    /** Where the stream to a peer ends. */
    public Place out(String peer) {
        return place(peer, "out");
    }

    /** Up to where the stream from a peer was taken. */
    public Place in(String peer) {
        return place(peer, "in");
    }

    private Place place(String peer, String side) {
        String sql = "SELECT " + side + "_epoch, " + side + "_seq FROM link_peers WHERE peer = ?";
        return database.write(connection -> {
            known(connection, peer);
            return Sql.first(connection, row -> new Place(row.getLong(1), row.getLong(2)), sql, peer)
                    .orElseThrow();
        });
    }

    /** Takes a frame in; the effect and the new place are durable together. */
    public Taken take(String peer, long epoch, long seq, Effect effect) {
        return database.write(connection -> {
            int moved = Sql.change(
                    connection,
                    "UPDATE link_peers SET in_seq = ? WHERE peer = ? AND in_epoch = ? AND in_seq = ?",
                    seq,
                    peer,
                    epoch,
                    seq - 1);
            if (moved > 0) {
                effect.apply(connection);
                return Taken.NEW;
            }
            return Sql.first(
                                    connection,
                                    row -> row.getLong(1),
                                    "SELECT in_seq FROM link_peers WHERE peer = ? AND in_epoch = ?",
                                    peer,
                                    epoch)
                            .filter(known -> seq <= known)
                            .isPresent()
                    ? Taken.AGAIN
                    : Taken.GAP;
        });
    }

    /** The peer's stream began anew: nothing of this epoch has come yet. No effect when the epoch is known. */
    public boolean begins(String peer, long epoch) {
        return database.write(connection -> {
            known(connection, peer);
            return Sql.change(
                            connection,
                            "UPDATE link_peers SET in_epoch = ?, in_seq = 0 WHERE peer = ? AND in_epoch <> ?",
                            epoch,
                            peer,
                            epoch)
                    > 0;
        });
    }

    /** Begins our stream to a peer anew, because it knows places that we never gave: our store is an old copy. */
    public Place renew(String peer) {
        database.write(connection -> {
            known(connection, peer);
            List<Long> waiting = Sql.list(
                    connection, row -> row.getLong(1), "SELECT seq FROM link_outbox WHERE peer = ? ORDER BY seq", peer);
            for (int i = 0; i < waiting.size(); i++) {
                Sql.change(
                        connection,
                        "UPDATE link_outbox SET seq = ? WHERE peer = ? AND seq = ?",
                        (long) i + 1,
                        peer,
                        waiting.get(i));
            }
            return Sql.change(
                    connection,
                    "UPDATE link_peers SET out_epoch = CASE WHEN out_epoch < ? THEN ? ELSE out_epoch + 1 END, out_seq = ?"
                            + " WHERE peer = ?",
                    clock.millis(),
                    clock.millis(),
                    (long) waiting.size(),
                    peer);
        });
        return out(peer);
    }

    /** Forgets a peer. */
    public void forget(Connection connection, String peer) throws SQLException {
        Sql.change(connection, "DELETE FROM link_outbox WHERE peer = ?", peer);
        Sql.change(connection, "DELETE FROM link_peers WHERE peer = ?", peer);
    }

    private void known(Connection connection, String peer) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO link_peers (peer, out_epoch, out_seq, in_epoch, in_seq) VALUES (?, ?, 0, 0, 0)"
                        + " ON CONFLICT (peer) DO NOTHING",
                peer,
                clock.millis());
    }
}
