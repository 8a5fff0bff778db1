// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Secret;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.runtime.SecretMasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SecretMasks MASKS = new SecretMasks() {
        @Override
        public void add(Secret secret) {}

        @Override
        public String mask(String text) {
            return text.replace("hunter22", "***");
        }
    };

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private StoredEvents events;

    @BeforeEach
    void open() {
        database = new SqliteDatabase(folder, Clock.systemUTC());
        events = new StoredEvents(database, MASKS, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        events.close();
        database.close();
    }

    private static Event event(String text, Instant at) {
        return new Event(at, "test", Severity.INFO, Optional.of("ark"), text, Map.of("key", text));
    }

    @Test
    void storesMaskedAndHandsOnInOrder() throws Exception {
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        AutoCloseable subscription = events.subscribe(seen::add);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() ->
                    IntStream.range(0, 50).forEach(i -> events.emit(event("hunter22 " + i, NOW.plusMillis(i)))));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<Event> handed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            handed.add(seen.poll(10, TimeUnit.SECONDS));
        }
        List<Event> stored = new ArrayList<>(events.recent(1000));
        java.util.Collections.reverse(stored);
        assertEquals(stored, handed);
        assertTrue(stored.get(0).text().startsWith("*** "));
        assertTrue(stored.get(0).values().get("key").startsWith("*** "));
        subscription.close();
        events.emit(event("later", NOW));
        assertEquals("later", events.recent(1).get(0).text());
        assertTrue(seen.isEmpty());
    }

    @Test
    void aFailingListenerHurtsNobody() throws Exception {
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        events.subscribe(event -> {
            throw new IllegalStateException("on purpose");
        });
        events.subscribe(seen::add);
        events.emit(event("one", NOW));
        events.emit(event("two", NOW));
        assertEquals("one", seen.poll(10, TimeUnit.SECONDS).text());
        assertEquals("two", seen.poll(10, TimeUnit.SECONDS).text());
    }

    @Test
    void anEventInARolledBackWriteNeverWas() throws Exception {
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        events.subscribe(seen::add);
        org.junit.jupiter.api.Assertions.assertThrows(
                IllegalStateException.class,
                () -> database.write(connection -> {
                    events.emit(event("undone", NOW));
                    throw new IllegalStateException("on purpose");
                }));
        events.emit(event("after", NOW));
        assertEquals("after", seen.poll(10, TimeUnit.SECONDS).text());
        assertEquals(1, events.recent(10).size());
    }

    @Test
    void oldOnesGo() {
        events.emit(event("ancient", NOW.minus(Duration.ofDays(31))));
        IntStream.range(0, 200).forEach(i -> events.emit(event("new " + i, NOW)));
        List<Event> left = events.recent(1000);
        assertFalse(left.stream().anyMatch(event -> event.text().equals("ancient")));
        assertEquals(200, left.size());
    }
}
