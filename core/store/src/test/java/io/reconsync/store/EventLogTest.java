// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static Optional<String> line(String kind) {
        return EventLog.line(new Event(Instant.EPOCH, kind, Severity.INFO, Optional.of("ark"), "So it was.", Map.of()));
    }

    @Test
    void whatBefallsServersAndBackupsHasALine() {
        assertEquals(Optional.of("ark: backup-succeeded. So it was."), line("backup-succeeded"));
        assertEquals(Optional.of("ark: server-crashed. So it was."), line("server-crashed"));
    }

    @Test
    void whatOthersTellHasNone() {
        assertEquals(Optional.empty(), line("config-problem"));
        assertEquals(Optional.empty(), line("plugin-ready"));
        assertEquals(Optional.empty(), line("job-failed"));
    }
}
