// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.config.json.JacksonJson;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
    @TempDir
    Path folder;

    private SqliteDatabase database;
    private Streams streams;

    @BeforeEach
    void open() {
        database = new SqliteDatabase(folder, Clock.systemUTC());
        LinkTables.migrate(database);
        streams = new Streams(database, new Frames(new JacksonJson()), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append(String peer, String id) {
        database.write(connection -> {
            streams.append(connection, peer, Frame.of("event", "id", id), id);
            return null;
        });
    }

    private List<Long> places(String peer, long after) {
        return streams.after(peer, after).stream().map(Frame::seq).toList();
    }

    @Test
    void whatIsAppendedStaysInOrderUntilConfirmedAndOverARestart() {
        for (int i = 1; i <= 5; i++) {
            append("a", "f" + i);
        }
        append("b", "other");
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), places("a", 0));
        assertEquals(List.of(1L), places("b", 0));
        Streams.Place out = streams.out("a");
        close();
        open();
        assertEquals(out, streams.out("a"));
        streams.confirmed("a", new Streams.Place(out.epoch(), 3));
        assertEquals(List.of(4L, 5L), places("a", 0));
        assertEquals(2, streams.waiting("a"));
        assertTrue(streams.waiting("a", "f4"));
        assertFalse(streams.waiting("a", "f3"));
        streams.confirmed("a", new Streams.Place(out.epoch() + 1, 5));
        assertEquals(2, streams.waiting("a"), "a confirmation of another epoch took something away");
        streams.confirmed("a", new Streams.Place(out.epoch(), 5));
        append("a", "f6");
        assertEquals(List.of(6L), places("a", 0), "places are never given twice");
    }

    @Test
    void anAppendThatIsTakenBackLeavesNoGap() {
        append("a", "f1");
        assertThrows(
                IllegalStateException.class,
                () -> database.write(connection -> {
                    streams.append(connection, "a", Frame.of("event"), "lost");
                    throw new IllegalStateException("on purpose");
                }));
        append("a", "f2");
        assertEquals(List.of(1L, 2L), places("a", 0));
    }

    @Test
    void eachFrameHasItsEffectOnceAndInOrder() {
        List<Long> effects = new ArrayList<>();
        assertTrue(streams.begins("a", 10));
        assertFalse(streams.begins("a", 10));
        assertEquals(Streams.Taken.NEW, streams.take("a", 10, 1, sql -> effects.add(1L)));
        assertEquals(Streams.Taken.AGAIN, streams.take("a", 10, 1, sql -> effects.add(1L)));
        assertEquals(Streams.Taken.GAP, streams.take("a", 10, 3, sql -> effects.add(3L)));
        assertEquals(Streams.Taken.GAP, streams.take("a", 11, 2, sql -> effects.add(2L)));
        assertEquals(Streams.Taken.GAP, streams.take("never", 10, 1, sql -> effects.add(1L)));
        assertThrows(
                IllegalStateException.class,
                () -> streams.take("a", 10, 2, sql -> {
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(Streams.Taken.NEW, streams.take("a", 10, 2, sql -> effects.add(2L)), "its failure was not undone");
        assertEquals(List.of(1L, 2L), effects);
        assertEquals(new Streams.Place(10, 2), streams.in("a"));
        assertTrue(streams.begins("a", 11));
        assertEquals(Streams.Taken.NEW, streams.take("a", 11, 1, sql -> effects.add(11L)));
    }

    @Test
    void aStreamThatBeginsAnewKeepsWhatWaits() {
        for (int i = 1; i <= 4; i++) {
            append("a", "f" + i);
        }
        Streams.Place before = streams.out("a");
        streams.confirmed("a", new Streams.Place(before.epoch(), 2));
        Streams.Place after = streams.renew("a");
        assertEquals(List.of(1L, 2L), places("a", 0));
        assertEquals(2, after.seq());
        assertTrue(after.epoch() > before.epoch());
        append("a", "f5");
        assertEquals(List.of(1L, 2L, 3L), places("a", 0));
    }

    @Test
    void aHundredThousandRowsGoInOneBreath() {
        database.write(connection -> {
            for (int i = 0; i < 100_000; i++) {
                streams.append(connection, "a", Frame.of("event"), "x");
            }
            return null;
        });
        assertEquals(100_000, streams.waiting("a"));
        streams.confirmed("a", streams.out("a"));
        assertEquals(0, streams.waiting("a"));
        assertNotEquals(0, streams.out("a").seq());
    }
}
