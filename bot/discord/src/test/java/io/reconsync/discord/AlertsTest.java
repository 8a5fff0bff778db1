// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.config.Configuration;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
    private final VirtualClock clock = new VirtualClock();

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private PostTable posts;
    private Alerts alerts;

    @BeforeEach
    void open() {
        database = new SqliteDatabase(folder, clock);
        database.migrate("discord", RegistrationTable.SCRIPTS);
        begin();
    }

    private void begin() {
        posts = new PostTable(database);
        Map<String, Settings> guilds = Map.of("1", guild("*", "101"), "2", guild("rust-*", "201"));
        Settings section = Stub.of(Settings.class).says("children", guilds).get();
        Configuration configuration = Stub.of(Configuration.class)
                .says("section", Optional.of(section))
                .says("server", Optional.empty())
                .get();
        alerts = new Alerts(new Guilds(configuration), configuration, posts, new IncidentTable(database), clock);
    }

    private static Settings guild(String servers, String channel) {
        Settings channels = Stub.of(Settings.class)
                .says("keys", Set.of("alerts"))
                .says("text", Optional.of(channel))
                .get();
        return Stub.of(Settings.class)
                .says("texts", List.of(servers))
                .does("nested", key -> key[0].equals("channels") ? Optional.of(channels) : Optional.empty())
                .does("text", key -> key[0].equals("mention") ? Optional.of("77") : Optional.empty())
                .get();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Incident incident(String id, Severity severity, String server) {
        return new Incident(
                id,
                "health/" + server,
                severity,
                Optional.ofNullable(server),
                "It *crashed* @everyone",
                "Nobody knows why.",
                clock.instant(),
                Optional.empty(),
                Optional.empty());
    }

    private Incident over(Incident incident) {
        return new Incident(
                incident.id(),
                incident.key(),
                incident.severity(),
                incident.server(),
                incident.title(),
                incident.text(),
                incident.began(),
                Optional.of(clock.instant()),
                Optional.empty());
    }

    private List<PostTable.Due> due() {
        return posts.due(clock.instant(), 100);
    }

    private static String title(PostTable.Due due) {
        return due.notice().card().orElseThrow().title();
    }

    @Test
    void anIncidentIsOneMessageThroughItsLife() {
        Incident incident = incident("i1", Severity.CRITICAL, "ark-1");
        alerts.take(incident, Change.FIRED);
        PostTable.Due first = due().get(0);
        assertEquals(1, due().size(), "the other guild sees rust only");
        assertEquals("\ud83d\udea8 CRITICAL: It \\*crashed\\* @\u200Beveryone", title(first));
        assertEquals(Optional.of("77"), first.notice().mention());
        assertEquals(2, first.notice().buttons().size());
        posts.arrived(first, "9001");
        assertEquals(List.of(), due());

        alerts.taker("i1", "alice");
        alerts.take(incident, Change.ACKNOWLEDGED);
        PostTable.Due taken = due().get(0);
        assertEquals(Optional.of("9001"), taken.message());
        assertTrue(title(taken).contains("TAKEN"));
        assertEquals("alice", taken.notice().card().orElseThrow().fields().get("Taken by"));
        posts.arrived(taken, "9001");

        alerts.take(over(incident), Change.RESOLVED);
        PostTable.Due resolved = due().get(0);
        assertEquals(Optional.of("9001"), resolved.message());
        assertTrue(title(resolved).contains("RESOLVED"));
        assertEquals(List.of(), resolved.notice().buttons());
        assertEquals(Optional.empty(), resolved.notice().mention());
    }

    @Test
    void anOutageDelaysAndLosesNothing() {
        Incident incident = incident("i1", Severity.WARNING, "rust-1");
        alerts.take(incident, Change.FIRED);
        assertEquals(2, due().size());
        for (int i = 0; i < 50; i++) {
            due().forEach(each -> posts.later(each, clock.instant(), Duration.ZERO));
            assertEquals(List.of(), due());
            clock.pass(Duration.ofMinutes(6));
        }
        begin();
        alerts.take(over(incident), Change.RESOLVED);
        assertEquals(2, due().size(), "one message each, of the newest state");
        assertTrue(due().stream().allMatch(each -> title(each).contains("RESOLVED")));
    }

    @Test
    void manyAtOnceAreADigestThatFollowsThemAll() {
        for (int i = 0; i < 40; i++) {
            alerts.take(incident("i" + i, Severity.CRITICAL, "ark-" + i), Change.FIRED);
        }
        List<PostTable.Due> all = due();
        assertEquals(6, all.size());
        PostTable.Due digest = all.stream()
                .filter(each -> each.name().startsWith(Alerts.DIGEST))
                .findFirst()
                .orElseThrow();
        assertTrue(title(digest).contains("35 of 35"), title(digest));
        assertTrue(digest.notice().card().orElseThrow().text().contains("and 10 more"));
        for (int i = 0; i < 40; i++) {
            alerts.take(over(incident("i" + i, Severity.CRITICAL, "ark-" + i)), Change.RESOLVED);
        }
        assertEquals(6, due().size());
        assertTrue(due().stream().allMatch(each -> title(each).contains("RESOLVED")));
    }

    @Test
    void theEndOfWhatNobodyWasToldIsNotTold() {
        alerts.take(over(incident("i1", Severity.WARNING, "ark-1")), Change.RESOLVED);
        assertEquals(List.of(), due());
    }

    @Test
    void whatIsAboutNoServerIsForGuildsThatSeeAll() {
        alerts.take(incident("i1", Severity.WARNING, null), Change.FIRED);
        assertEquals(List.of("1"), due().stream().map(PostTable.Due::guild).toList());
    }

    @Test
    void aMessageThatADeletionTookIsPostedAnew() {
        alerts.take(incident("i1", Severity.WARNING, "ark-1"), Change.FIRED);
        posts.arrived(due().get(0), "9001");
        alerts.take(incident("i1", Severity.WARNING, "ark-1"), Change.ACKNOWLEDGED);
        posts.vanished(due().get(0));
        assertEquals(Optional.empty(), due().get(0).message());
    }

    @Test
    void aChangeWhileOneIsUnderWayIsNotLost() {
        posts.put("1", "x", "101", Notice.text("one"), clock.instant());
        PostTable.Due sent = due().get(0);
        posts.put("1", "x", "101", Notice.text("two"), clock.instant());
        posts.arrived(sent, "9001");
        assertEquals("two", due().get(0).notice().content());
        posts.put("1", "x", "101", Notice.text("two"), clock.instant());
        assertEquals(2, due().get(0).revision(), "the same again is no change");
        assertFalse(Notice.of(due().get(0).notice().json()).card().isPresent());
    }

    @Test
    void createsAreCountedByGuildAndDay() {
        RegistrationTable table = new RegistrationTable(database);
        table.created("1", List.of("a", "b"), clock.instant());
        clock.pass(Duration.ofHours(23));
        assertEquals(2, table.createdSince("1", clock.instant().minus(Duration.ofHours(24))));
        assertEquals(0, table.createdSince("2", clock.instant().minus(Duration.ofHours(24))));
        clock.pass(Duration.ofHours(2));
        assertEquals(0, table.createdSince("1", clock.instant().minus(Duration.ofHours(24))));
        Map<String, RegistrationTable.Row> rows = Map.of(
                "a", new RegistrationTable.Row("{}", Optional.empty()),
                "b", new RegistrationTable.Row("{}", Optional.of(clock.instant())));
        table.save("1", rows);
        assertEquals(rows, table.load("1"));
        assertEquals(Map.of(), table.load("2"));
    }
}
