// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Reply;
import io.reconsync.api.game.HealthState;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.monitor.HealthBoard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read: no form of a program's values, nothing cut off. */
class ShownValuesTest {
    @TempDir
    Path home;

    private SampleRooms rooms;

    @BeforeEach
    void open() {
        rooms = new SampleRooms(home);
    }

    private Reply run(String line) {
        return rooms.run(SampleRooms.OWNER, line.split(" ")).reply();
    }

    private static Map<String, String> fields(Reply reply) {
        Map<String, String> shown = new TreeMap<>();
        reply.parts().forEach(part -> {
            if (part instanceof Reply.Fields fields) {
                fields.fields().forEach(field -> shown.put(field.getKey(), field.getValue()));
            }
        });
        return shown;
    }

    @Test
    void aSnapshotIsShownInWords() {
        Map<String, String> shown = fields(run("backup show ark"));
        assertEquals("local verified", shown.get("copies"));
        assertEquals("2026-11-21 12:00:00 UTC", shown.get("made"));
        assertEquals("2026-11-21 12:00:00 UTC", shown.get("verified"));
        assertEquals("80ms", shown.get("held"));
        assertEquals("4.1 kB", shown.get("world"));
        shown.values().forEach(value -> assertFalse(value.matches("(?s).*[{}=\\[\\]].*"), value));
    }

    @Test
    void anUndoSaysWhatWouldComeBack() {
        ReconException preview = assertThrows(ReconException.class, () -> run("restore undo ark"));
        assertEquals("confirm", preview.code());
        String text = preview.getMessage();
        assertTrue(text.contains("had until 2026-11-21 12:00:00 UTC"), text);
        assertTrue(text.contains("snapshot 3f9a0c1d22ab"), text);
        rooms.undoable = Optional.empty();
        ReconException none = assertThrows(ReconException.class, () -> run("restore undo ark"));
        assertEquals("nothing-to-undo", none.code());
        assertTrue(none.nextStep().contains("'backup list ark'"), none.nextStep());
        ReconException other = assertThrows(ReconException.class, () -> run("restore undo arc"));
        assertEquals("server-unknown", other.code());
    }

    @Test
    void momentsAreThoseOfTheServerElseOfTheInstallation() {
        String events = run("events").parts().toString();
        assertTrue(events.contains("2026-11-21 12:00:00 UTC, critical"), events);
        assertTrue(events.contains("2026-11-21 13:00:00 CET, info"), events);
        for (String line : List.of("log", "audit", "uptime")) {
            String text = run(line).parts().toString();
            assertTrue(text.contains("2026-11-21 13:00:00 CET"), () -> line + ": " + text);
        }
        rooms.jobs.add(SampleRooms.job("j-1", Job.State.SUCCEEDED));
        Map<String, String> job = fields(run("jobs show j-1"));
        assertEquals("2026-11-21 12:00:00 UTC", job.get("created"));
        assertEquals("2026-11-21 12:00:05 UTC", job.get("ended"));
    }

    @Test
    void whatAJobYieldsIsShownInWords() {
        Map<String, String> result = Map.of(
                "bytes",
                "23998607",
                "held_ms",
                "2581",
                "copy.local",
                "verified",
                "removed",
                "",
                "safety_snapshot",
                "1");
        assertEquals(
                "[world=24.0 MB, copy in local=verified, held=2s, safety snapshot=1]",
                JobResult.fields(result).toString());
        assertEquals(
                "[bytes=many, stored=-1]",
                JobResult.fields(Map.of("bytes", "many", "stored", "-1")).toString());
    }

    @Test
    void theAuditSaysWhatWasTyped() {
        var restore = rooms.registry.list().stream()
                .filter(entry -> entry.name().equals("restore"))
                .findFirst()
                .orElseThrow()
                .descriptor();
        Map<String, String> values = Map.of("yes", "true", "snapshot", "latest", "server", "ark", "safety", "rename");
        assertEquals("ark latest --safety rename --yes", CommandLine.typed(restore, values));
        assertEquals("", CommandLine.typed(restore, Map.of()));
    }

    @Test
    void aLongSentenceIsWholeInATable() {
        String end = "and this is its end.";
        String sentence = "A sentence ".repeat(30) + end;
        rooms.health = new HealthBoard.Health(HealthState.RUNNING, sentence, SampleRooms.AT, Map.of());
        Job job = SampleRooms.job("j-1", Job.State.SUCCEEDED);
        rooms.jobs.add(new Job(
                job.id(),
                job.request(),
                job.state(),
                job.step(),
                job.progress(),
                sentence,
                job.created(),
                job.started(),
                job.ended(),
                Optional.empty(),
                Map.of()));
        for (String line : List.of("jobs", "status", "server list")) {
            String text = run(line).parts().toString();
            assertTrue(text.contains(end), () -> line + ": " + text);
        }
    }
}
