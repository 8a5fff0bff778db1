// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.session.Said;
import io.reconsync.link.store.LinkTables;
import io.reconsync.link.store.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** The orders under way: what was asked, what agents said, who waits for it. Thread-safe. */
@Component(service = OrderBoard.class)
@SatisfyingConditionTarget("(osgi.condition.id=reconsync.link.listen)")
public final class OrderBoard {
    private static final String COLUMNS =
            "SELECT id, agent, guild, server, command, actor, state, job, answer, expires FROM link_orders ";

    private final Database database;
    private final Frames frames;
    private final Clock clock;
    private final Map<String, Body> progress = new ConcurrentHashMap<>();
    private final Object changes = new Object();
    private volatile Consumer<Order> canceller = order -> {};

    @Activate
    public OrderBoard(@Reference Database database, @Reference JsonCodec json) {
        this(database, new Frames(json), Clock.systemUTC());
    }

    OrderBoard(Database database, Frames frames, Clock clock) {
        this.database = database;
        this.frames = frames;
        this.clock = clock;
        LinkTables.migrate(database);
    }

    private Order row(ResultSet row) throws SQLException {
        return new Order(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Said.actor(frames.object(row.getString(6))),
                Order.State.valueOf(row.getString(7)),
                row.getString(8),
                frames.object(row.getString(9)),
                row.getLong(10));
    }

    /** Enters an order within a transaction of the caller. */
    void enter(Connection connection, Order order) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO link_orders (id, agent, guild, server, command, actor, state, job, answer, created,"
                        + " expires) VALUES (?, ?, ?, ?, ?, ?, ?, '', '{}', ?, ?)",
                order.id(),
                order.agent(),
                order.guild(),
                order.server(),
                order.command(),
                frames.text(Said.of(order.actor())),
                order.state().name(),
                clock.millis(),
                order.expires());
    }

    Optional<Order> find(String id) {
        return database.read(connection -> Sql.first(connection, this::row, COLUMNS + "WHERE id = ?", id));
    }

    List<Order> of(String agent, Order.State state) {
        return database.read(connection -> Sql.list(
                connection,
                this::row,
                COLUMNS + "WHERE agent = ? AND state = ? ORDER BY created",
                agent,
                state.name()));
    }

    /** Orders that agents have as jobs and that no job of ours follows yet. */
    List<Order> unfollowed() {
        return database.read(
                connection -> Sql.list(connection, this::row, COLUMNS + "WHERE state = 'TAKEN' AND job = ''"));
    }

    /** What an agent says about one of its own orders, within a transaction; a result stays what it is. */
    boolean said(Connection connection, String agent, String id, Order.State state, Body answer) throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE link_orders SET state = ?, answer = ?"
                                + " WHERE id = ? AND agent = ? AND state IN ('SENT', 'TAKEN')",
                        state.name(),
                        frames.text(answer),
                        id,
                        agent)
                > 0;
    }

    /** Nobody can tell any more what became of it. */
    void lost(Order order) {
        database.write(connection -> said(connection, order.agent(), order.id(), Order.State.LOST, Body.EMPTY));
        changed();
    }

    /** Our job that follows it. */
    void followed(String id, String job) {
        database.write(connection -> Sql.change(connection, "UPDATE link_orders SET job = ? WHERE id = ?", job, id));
        changed();
    }

    /** Forgets results older than this. */
    void prune(long before) {
        database.write(connection -> Sql.change(
                connection, "DELETE FROM link_orders WHERE created < ? AND state NOT IN ('SENT', 'TAKEN')", before));
    }

    /** How far a job at an agent is; only for those who wait now. */
    void progress(String id, Body said) {
        if (progress.containsKey(id)) {
            progress.put(id, said);
            changed();
        }
    }

    /** From now on progress of this order is kept, until {@link #unwatch}. */
    void watch(String id) {
        progress.putIfAbsent(id, Body.EMPTY);
    }

    void unwatch(String id) {
        progress.remove(id);
    }

    Body progress(String id) {
        return progress.getOrDefault(id, Body.EMPTY);
    }

    /** Wakes all who wait. */
    void changed() {
        synchronized (changes) {
            changes.notifyAll();
        }
    }

    /** Waits for news of any order, a second at most. */
    void awaitNews(Deadline deadline) throws InterruptedException {
        synchronized (changes) {
            changes.wait(Math.max(1, Math.min(1000, deadline.remaining().toMillis())));
        }
    }

    /** Who carries the wish to end an order to its agent. */
    void onCancel(Consumer<Order> carrier) {
        canceller = carrier;
    }

    void cancel(String id) {
        find(id).filter(order -> !order.state().isResult()).ifPresent(canceller);
    }
}
