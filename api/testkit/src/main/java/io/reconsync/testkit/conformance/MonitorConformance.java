// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.testkit.fake.FakeServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every monitor has to do. Its test extends this:
 *
 * <pre>{@code
 * class TickRateMonitorTest extends MonitorConformance {
 *     protected Monitor monitor() { return new TickRateMonitor(); }
 *
 *     protected GameServer good(Path folder) {
 *         return new FakeServer("foo-1", "foo", folder).console(command -> "tick 60");
 *     }
 *
 *     protected GameServer bad(Path folder) {
 *         return new FakeServer("foo-1", "foo", folder).console(command -> "tick 2");
 *     }
 * }
 * }</pre>
 */
public abstract class MonitorConformance {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    /** A fresh monitor. */
    protected abstract Monitor monitor();

    /** A server that is as it should be. */
    protected abstract GameServer good(Path install);

    /** A server that is not. */
    protected abstract GameServer bad(Path install);

    private Finding probe(GameServer server) throws Exception {
        assertTrue(monitor().appliesTo(server));
        Finding finding = Within.time(LIMIT, () -> monitor().probe(server, Deadline.after(LIMIT)));
        assertFalse(finding.explanation().isBlank(), "a finding needs a sentence");
        return finding;
    }

    @Test
    void hasAConstantLowerCaseName() {
        assertTrue(monitor().name().matches("[a-z0-9][a-z0-9-]{0,31}"));
        assertEquals(monitor().name(), monitor().name());
    }

    @Test
    void findsGoodGood() throws Exception {
        assertEquals(Finding.Status.OK, probe(good(folder)).status());
    }

    @Test
    void findsBadBad() throws Exception {
        assertEquals(Finding.Status.BAD, probe(bad(folder)).status());
    }

    /** A probe that cannot look says so; it never blames the server. */
    @Test
    void aProbeThatCannotLookDoesNotBlameTheServer() throws Exception {
        FakeServer dumb = new FakeServer("dumb", good(folder).game(), folder);
        if (!monitor().appliesTo(dumb)) {
            return;
        }
        try {
            Finding finding = Within.time(LIMIT, () -> monitor().probe(dumb, Deadline.after(Duration.ZERO)));
            assertNotEquals(Finding.Status.BAD, finding.status(), "no time to look is no fault of the server");
        } catch (ReconException e) {
            Within.complete(e);
        }
    }

    @Test
    void worksFromSeveralThreads() throws Exception {
        Monitor monitor = monitor();
        GameServer server = good(folder);
        Within.together(
                4,
                LIMIT,
                index -> assertEquals(
                        Finding.Status.OK,
                        monitor.probe(server, Deadline.after(LIMIT)).status()));
    }
}
