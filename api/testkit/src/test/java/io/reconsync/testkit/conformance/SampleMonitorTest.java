// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.testkit.fake.FakeServer;
import java.nio.file.Path;

/** The suite over a monitor that is right. */
class SampleMonitorTest extends MonitorConformance {
    @Override
    protected Monitor monitor() {
        return new Sample();
    }

    @Override
    protected GameServer good(Path install) {
        return new FakeServer("sample-1", "sample", install).console(command -> "60");
    }

    @Override
    protected GameServer bad(Path install) {
        return new FakeServer("sample-1", "sample", install).console(command -> "2");
    }

    static class Sample implements Monitor {
        @Override
        public String name() {
            return "tick-rate";
        }

        @Override
        public Finding probe(GameServer server, Deadline deadline) {
            try {
                String tick = server.console(deadline).send("tick", deadline);
                return Integer.parseInt(tick) > 20 ? Finding.ok("It ticks.") : Finding.bad("It hardly ticks.");
            } catch (ReconException e) {
                return Finding.probeFailed(e.getMessage());
            }
        }
    }
}
