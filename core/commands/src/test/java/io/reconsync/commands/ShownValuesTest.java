// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
