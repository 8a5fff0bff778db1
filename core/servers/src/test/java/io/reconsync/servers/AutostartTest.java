// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutostartTest {
    private final Map<String, Server> servers = new ConcurrentSkipListMap<>();
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Books books = new Books();
    private volatile boolean ready = true;
    private Autostart autostart;

    private static <T> T fake(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> answers.apply(method.getName())));
    }

    private void server(String id, boolean automatic, boolean running) {
        ServerConfig config = config(id, automatic);
        servers.put(id, fake(Server.class, name -> switch (name) {
            case "id" -> id;
            case "config" -> config;
            case "running" -> running;
            default -> null;
        }));
    }

    private static ServerConfig config(String id, boolean automatic) {
        return new ServerConfig(
                id,
                "foo",
                "local",
                "",
                ZoneOffset.UTC,
                automatic,
                new ServerConfig.Control.Own(),
                Path.of("/srv"),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Path.of("/conf"),
                Map.of(),
                null);
    }

    private void open() {
        Jobs jobs = Jobs.class.cast(Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (self, method, given) -> {
                    started.add(((JobRequest) given[0]).server().orElseThrow());
                    return null;
                }));
        Servers all = fake(Servers.class, name -> {
            looks.incrementAndGet();
            return List.copyOf(servers.values());
        });
        autostart = new Autostart(all, jobs, fake(Instance.class, name -> ready), books);
        autostart.await();
    }

    /** Waits until it has looked at what there is now. */
    private void looked() throws InterruptedException {
        int before = looks.get();
        books.changed();
        Yardstick.until("a look", () -> looks.get() > before);
        // One more: the first may have begun before the change.
        int first = looks.get();
        books.changed();
        Yardstick.until("another look", () -> looks.get() > first);
    }

    @AfterEach
    void close() {
        autostart.stop();
    }

    @Test
    void whatIsToBeStartedWithUsIsStartedOnce() throws Exception {
        server("a", true, false);
        server("b", false, false);
        server("c", true, true);
        open();
        Yardstick.until("a start", () -> !started.isEmpty());
        looked();
        assertEquals(List.of("a"), started);
    }

    @Test
    void aFileThatComesLaterStartsItsServerAndAChangeStartsNothing() throws Exception {
        server("a", true, false);
        open();
        Yardstick.until("a start", () -> !started.isEmpty());
        server("b", true, false);
        looked();
        assertEquals(List.of("a", "b"), started);
        server("a", true, false);
        looked();
        assertEquals(List.of("a", "b"), started, "it may have been stopped by hand");
        servers.remove("b");
        looked();
        server("b", true, false);
        looked();
        assertEquals(List.of("a", "b", "b"), started);
    }

    @Test
    void nothingIsStartedBeforeThePluginsAreUp() throws Exception {
        ready = false;
        server("a", true, false);
        open();
        books.changed();
        assertEquals(List.of(), started);
        ready = true;
        Yardstick.until("a start", () -> started.equals(List.of("a")));
    }
}
