// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDrainTest {
    @TempDir
    Path home;

    private final CountDownLatch go = new CountDownLatch(1);

    private Bench bench() throws Exception {
        return new Bench(
                home,
                Bench.handler("backup", run -> {
                    go.await();
                    return Outcome.of("Done.");
                }),
                Bench.handler("probe", run -> Outcome.of("Done.")));
    }

    private static JobDrain drain(Bench bench) {
        Servers servers = stub(Servers.class, Map.of("all", List.of(server("ark"), server("rust"))));
        PluginServices services = stub(PluginServices.class, Map.of("all", List.of()));
        Configuration configuration = stub(Configuration.class, Map.of("destinations", Map.of()));
        return new JobDrain(bench.jobs, servers, services, configuration);
    }

    private static Server server(String id) {
        ServerConfig config =
                Configs.scheduled(id, new ServerConfig.Schedule("0 * * * *", ZoneId.of("UTC"), Duration.ZERO, "skip"));
        return stub(Server.class, Map.of("id", id, "config", config, "adapterPlugin", Optional.of(id)));
    }

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void jobsOfThePluginsServersAreCancelledAtTheEndAndOthersGoOn() throws Exception {
        try (Bench bench = bench()) {
            Job ark = bench.jobs.submit(Bench.request("backup", "ark"));
            Job rust = bench.jobs.submit(Bench.request("backup", "rust"));
            Job waiting = bench.jobs.submit(Bench.request("backup", "ark"));
            Bench.until(
                    "both run",
                    () -> state(bench, ark) == Job.State.RUNNING && state(bench, rust) == Job.State.RUNNING);
            JobDrain drain = drain(bench);
            drain.drain("ark", Deadline.after(Duration.ofMillis(600)));
            assertEquals(Job.State.CANCELLED, bench.await(ark).state());
            assertEquals(Job.State.RUNNING, state(bench, rust));
            bench.await(bench.jobs.submit(Bench.request("probe", "other")));
            assertEquals(Job.State.QUEUED, state(bench, waiting), "nothing begins while the plugin leaves");
            go.countDown();
            drain.resume("ark");
            assertEquals(Job.State.SUCCEEDED, bench.await(waiting).state());
            assertEquals(Job.State.SUCCEEDED, bench.await(rust).state());
        }
    }

    @Test
    void aJobThatEndsInTimeIsLeftToEnd() throws Exception {
        try (Bench bench = bench()) {
            Job ark = bench.jobs.submit(Bench.request("backup", "ark"));
            Bench.until("it runs", () -> state(bench, ark) == Job.State.RUNNING);
            go.countDown();
            drain(bench).drain("ark", Deadline.after(Duration.ofSeconds(20)));
            assertEquals(
                    Job.State.SUCCEEDED, bench.jobs.find(ark.id()).orElseThrow().state());
            assertTrue(bench.events.isEmpty());
        }
    }

    private static Job.State state(Bench bench, Job job) {
        return bench.jobs.find(job.id()).orElseThrow().state();
    }
}
