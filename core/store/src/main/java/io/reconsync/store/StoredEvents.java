// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in the database. An event that cannot be stored is still handed on, so that people hear of a full disk. */
@Component(service = {Events.class, EventSink.class})
public final class StoredEvents implements Events, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredEvents.class);
    private static final int WAITING = 10_000;
    private static final int PRUNE_EVERY = 200;

    private final SqliteDatabase database;
    private final SecretMasks masks;
    private final Clock clock;
    private final EventTable table;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor dispatcher;

    /** The events of an installation. */
    @Activate
    public StoredEvents(@Reference SqliteDatabase database, @Reference SecretMasks masks) {
        this(database, masks, Clock.systemUTC());
    }

    StoredEvents(SqliteDatabase database, SecretMasks masks, Clock clock) {
        this.database = database;
        this.masks = masks;
        this.clock = clock;
        database.migrate("events", EventTable.SCRIPTS);
        this.table = database.read(EventTable::new);
        this.dispatcher = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                StoredEvents::thread,
                (task, pool) -> LOG.warn("An event was not handed on: {} are waiting already.", WAITING));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "reconsync-events");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((which, failure) -> LOG.error("A listener of events failed.", failure));
        return thread;
    }

    @Override
    public void emit(Event event) {
        Event masked = masked(event);
        EventLog.tell(masked);
        try {
            database.write(connection -> {
                long number = table.insert(connection, masked);
                if (number % PRUNE_EVERY == 0) {
                    table.prune(connection, clock.instant());
                }
                database.onCommit(() -> handOn(masked));
                return number;
            });
        } catch (ReconException e) {
            LOG.warn("The event '{}' could not be stored: {}", masked.text(), e.sentence());
            handOn(masked);
        }
    }

    private void handOn(Event event) {
        for (Consumer<Event> listener : listeners) {
            dispatcher.execute(() -> {
                if (listeners.contains(listener)) {
                    listener.accept(event);
                }
            });
        }
    }

    private Event masked(Event event) {
        Map<String, String> values = new LinkedHashMap<>();
        event.values().forEach((key, value) -> values.put(key, masks.mask(value)));
        return new Event(event.at(), event.kind(), event.severity(), event.server(), masks.mask(event.text()), values);
    }

    @Override
    public AutoCloseable subscribe(Consumer<Event> listener) {
        Consumer<Event> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public List<Event> recent(int limit) {
        return database.read(connection -> EventTable.recent(connection, limit));
    }

    /** Hands on what waits, for at most five seconds. */
    @Override
    @Deactivate
    public void close() {
        dispatcher.shutdown();
        Patience.await(TimeUnit.SECONDS.toNanos(5), left -> dispatcher.awaitTermination(left, TimeUnit.NANOSECONDS));
        dispatcher.shutdownNow();
    }
}
