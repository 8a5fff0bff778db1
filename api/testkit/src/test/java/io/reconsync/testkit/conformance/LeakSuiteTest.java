// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.Deadline;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.testkit.framework.JarBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tidy bundle passes, and two untidy ones are noticed. */
class LeakSuiteTest extends LeakConformance {
    private static final String SOURCE = """
            package org.example.leaky;
            import io.reconsync.api.Deadline;
            import io.reconsync.api.game.GameServer;
            import io.reconsync.api.monitor.Finding;
            import io.reconsync.api.monitor.Monitor;
            public class Probe implements Monitor {
                public String name() { return "leaky"; }
                public Finding probe(GameServer server, Deadline deadline) { BODY return Finding.ok("fine"); }
            }
            """;

    protected String body() {
        return "";
    }

    @Override
    protected Path jar() {
        Path jar = folder.resolve("leaky.jar");
        return java.nio.file.Files.exists(jar)
                ? jar
                : JarBuilder.plugin("org.example.leaky", "1.0.0")
                        .imports("io.reconsync.api", "io.reconsync.api.game", "io.reconsync.api.monitor")
                        .source("org.example.leaky.Probe", SOURCE.replace("BODY", body()))
                        .component("org.example.leaky.Probe", List.of(Monitor.class.getName()), false)
                        .write(jar);
    }

    @Override
    protected String bundle() {
        return "org.example.leaky";
    }

    @Override
    protected void use(Object service) {
        assertEquals(
                "fine",
                ((Monitor) service)
                        .probe(null, Deadline.after(Duration.ofSeconds(5)))
                        .explanation());
    }

    static class Untidy extends LeakSuiteTest {
        @Override
        protected long patienceSeconds() {
            return 2;
        }

        @Override
        @Test
        void noticesWhatIsLeftBehind() {
            // Not again in the untidy ones.
        }
    }

    static class KeepsAThread extends Untidy {
        @Override
        protected String body() {
            return "Thread t = new Thread(() -> { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                    + " catch (InterruptedException e) { return; } }); t.setDaemon(true); t.start();";
        }
    }

    static class KeepsAHook extends Untidy {
        @Override
        protected String body() {
            return "Runtime.getRuntime().addShutdownHook(new Thread(() -> deadline.expired()) {});";
        }
    }

    @Test
    void noticesWhatIsLeftBehind() {
        assertEquals(Set.of("leavesNothingBehind"), SuiteRun.failures(KeepsAThread.class));
        assertEquals(Set.of("leavesNothingBehind"), SuiteRun.failures(KeepsAHook.class));
    }
}
