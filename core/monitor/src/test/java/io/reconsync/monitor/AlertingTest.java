// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.host.Guarded;
import io.reconsync.store.SqliteDatabase;
import io.reconsync.testkit.fake.FakeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingTest {
    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock();
    private final List<String> sent = new ArrayList<>();
    private final List<String> routes = new ArrayList<>(List.of("ops"));
    private final List<Guarded<Notifier>> notifiers = new ArrayList<>();
    private ReconException fault;
    private SqliteDatabase database;
    private IncidentBook book;
    private Courier courier;

    /** Remembers what it delivers: change, severity, reference. */
    private final Notifier notifier = new Notifier() {
        @Override
        public String type() {
            return "fake";
        }

        @Override
        public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
            if (fault != null) {
                throw fault;
            }
            sent.add(change + " " + incident.severity() + " "
                    + incident.reference().orElse("-"));
            return new Delivery(Optional.of("m" + sent.size()));
        }
    };

    private record Open<T>(T service) implements Guarded<T> {
        @Override
        public String plugin() {
            return "fake";
        }

        @Override
        public io.reconsync.api.runtime.PluginContext context() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> R call(String what, Deadline deadline, Call<T, R> call) {
            try {
                return call.run(service);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <S> Guarded<S> with(S object) {
            return new Open<>(object);
        }
    }

    @BeforeEach
    void open() {
        notifiers.add(new Open<>(notifier));
        start();
    }

    private void start() {
        database = new SqliteDatabase(folder, clock);
        book = new IncidentBook(database, clock, server -> List.copyOf(routes));
        courier = new Courier(
                new Outbox(database),
                clock,
                () -> Map.of("ops", FakeSettings.of(Map.of("type", "fake"))),
                () -> List.copyOf(notifiers));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void fire(Severity severity, String text) {
        book.fire(
                new IncidentBook.Report("health/foo", severity, Optional.of("foo"), "local", "foo has crashed", text));
    }

    @Test
    void aNotifierThatIsBrokenDoesNotSilenceTheOthers() {
        notifiers.add(0, new Open<>(new Notifier() {
            @Override
            public String type() {
                throw new ReconException("plugin-failed", ErrorOwner.PLUGIN, "It fails.", "Report it.");
            }

            @Override
            public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
                throw new AssertionError("Nothing is for it.");
            }
        }));
        fire(Severity.CRITICAL, "It has crashed.");
        courier.round();
        assertEquals(List.of("FIRED CRITICAL -"), sent);
    }

    private void pass(Duration time) {
        clock.pass(time);
        book.unmute();
        courier.round();
    }

    @Test
    void oneMessageIsEditedFromBeginningToEnd() {
        fire(Severity.WARNING, "It is started again in 10s.");
        pass(Duration.ofSeconds(1));
        fire(Severity.WARNING, "It is started again in 10s.");
        pass(Duration.ofSeconds(1));
        fire(Severity.CRITICAL, "It stays down.");
        pass(Duration.ofSeconds(1));
        book.resolve("health/foo", "local", "It runs again.");
        pass(Duration.ofSeconds(1));
        pass(Duration.ofHours(1));
        assertEquals(List.of("FIRED WARNING -", "UPDATED CRITICAL m1", "RESOLVED CRITICAL m2"), sent);
        assertEquals(1, book.list(false, 10).size());
        assertTrue(book.list(true, 10).isEmpty());
    }

    @Test
    void whatComesBackSoonIsTheSameIncident() {
        fire(Severity.WARNING, "one");
        pass(Duration.ofSeconds(1));
        book.resolve("health/foo", "local", "over");
        pass(Duration.ofMinutes(4));
        fire(Severity.WARNING, "two");
        pass(Duration.ofSeconds(1));
        assertEquals("UPDATED WARNING m2", sent.get(2));
        book.resolve("health/foo", "local", "over");
        pass(Duration.ofMinutes(6));
        fire(Severity.WARNING, "three");
        pass(Duration.ofSeconds(1));
        assertEquals("FIRED WARNING -", sent.get(4));
        assertEquals(2, book.list(false, 10).size());
    }

    @Test
    void aFaultIsTriedAgainLaterAlsoAfterARestartAndMergesWhatHappenedMeanwhile() {
        fault = new ReconException("network-refused", ErrorOwner.REMOTE, "No.", "Wait.", Duration.ofSeconds(30), null);
        fire(Severity.WARNING, "one");
        pass(Duration.ofSeconds(1));
        fire(Severity.CRITICAL, "two");
        pass(Duration.ofSeconds(1));
        assertTrue(sent.isEmpty());
        database.close();
        start();
        fault = null;
        pass(Duration.ofSeconds(10));
        assertTrue(sent.isEmpty(), "the other side asked for 30 s");
        pass(Duration.ofSeconds(30));
        assertEquals(List.of("FIRED CRITICAL -"), sent);
    }

    @Test
    void aRefusalForGoodIsNotTriedAgain() {
        fault = new ReconException("webhook-gone", ErrorOwner.USER, "Gone.", "Correct the URL.");
        fire(Severity.WARNING, "one");
        pass(Duration.ofSeconds(1));
        fault = null;
        pass(Duration.ofHours(1));
        assertTrue(sent.isEmpty());
    }

    @Test
    void anAbsentNotifierIsWaitedForButNotForEver() {
        notifiers.clear();
        fire(Severity.WARNING, "one");
        pass(Duration.ofHours(1));
        notifiers.add(new Open<>(notifier));
        pass(Duration.ofMinutes(1));
        assertEquals(1, sent.size());
        notifiers.clear();
        fire(Severity.CRITICAL, "two");
        for (int hour = 0; hour < 30; hour++) {
            pass(Duration.ofHours(1));
        }
        notifiers.add(new Open<>(notifier));
        pass(Duration.ofHours(1));
        assertEquals(1, sent.size());
    }

    @Test
    void aMutedServerIsSilentUntilTheMuteEnds() {
        book.mute("foo", "local", Duration.ofHours(1), "me");
        fire(Severity.WARNING, "one");
        pass(Duration.ofMinutes(30));
        assertTrue(sent.isEmpty());
        pass(Duration.ofMinutes(31));
        assertEquals(List.of("FIRED WARNING -"), sent);
    }

    @Test
    void aMutedServersMessageStillSaysHowItEnded() {
        fire(Severity.WARNING, "one");
        pass(Duration.ofSeconds(1));
        book.mute("foo", "local", Duration.ofHours(1), "me");
        assertTrue(book.take(book.list(true, 1).get(0).id(), "me"));
        fire(Severity.CRITICAL, "two");
        pass(Duration.ofSeconds(1));
        assertEquals(List.of("FIRED WARNING -", "ACKNOWLEDGED CRITICAL m1"), sent);
        book.resolve("health/foo", "local", "over");
        pass(Duration.ofSeconds(1));
        assertEquals("RESOLVED CRITICAL m2", sent.get(2));
        fire(Severity.WARNING, "three");
        pass(Duration.ofSeconds(1));
        assertEquals(3, sent.size());
    }

    @Test
    void theEndOfWhatNobodyHeardOfIsNotTold() {
        routes.clear();
        fire(Severity.WARNING, "one");
        routes.add("ops");
        book.resolve("health/foo", "local", "over");
        pass(Duration.ofSeconds(1));
        assertTrue(sent.isEmpty());
    }

    @Test
    void somebodyTakesItOnce() {
        fire(Severity.WARNING, "one");
        pass(Duration.ofSeconds(1));
        String id = book.list(true, 1).get(0).id();
        assertTrue(book.take(id, "me"));
        assertTrue(book.take(id, "you"));
        pass(Duration.ofSeconds(1));
        assertEquals(List.of("FIRED WARNING -", "ACKNOWLEDGED WARNING m1"), sent);
        assertFalse(book.take("nothing", "me"));
    }

    @Test
    void aRouteOfUnknownTypeSaysSo() {
        ReconException refused = assertThrows(
                ReconException.class,
                () -> courier.send(anIncident(), Change.TEST, FakeSettings.of(Map.of("type", "carrier-pigeon"))));
        assertEquals("notifier-missing", refused.code());
    }

    private Incident anIncident() {
        fire(Severity.INFO, "test");
        return book.list(true, 1).get(0);
    }
}
