// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.command.Actor;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.monitor.Incidents;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Incidents, and their way to people. */
@Component(service = {Incidents.class, IncidentDesk.class})
public final class IncidentDesk implements Incidents, AutoCloseable {
    private static final long ROUND_MILLIS = 1_000;
    private static final int ROUNDS_OF_CLEANING = 10;

    private final Clock clock;
    private final Configuration configuration;
    private final IncidentBook book;
    private final Courier courier;
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Ticker ticker = new Ticker("reconsync-alerts", 1);
    private final AutoCloseable subscription;

    /** For an installation. */
    @Activate
    public IncidentDesk(
            @Reference Database database,
            @Reference Configuration configuration,
            @Reference PluginServices plugins,
            @Reference Events events) {
        this.clock = Clock.systemUTC();
        this.configuration = configuration;
        this.book = new IncidentBook(database, clock, this::routes);
        this.courier =
                new Courier(new Outbox(database), clock, configuration::routes, () -> plugins.all(Notifier.class));
        this.subscription = events.subscribe(this::happened);
    }

    /** Begins its rounds, once: before the plugins of the start are up, nobody can carry a notice away. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            ticker.scheduleWithFixedDelay(
                    () -> ticker.execute(this::round), ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void round() {
        if (rounds.getAndIncrement() % ROUNDS_OF_CLEANING == 0) {
            forgetRemoved();
        }
        book.unmute();
        courier.round();
    }

    /** Nobody can mend a server that is configured no more. A bad file removes nothing: its server is only unreadable. */
    private void forgetRemoved() {
        boolean unreadable = configuration.problems().stream()
                .anyMatch(problem -> problem.severity().equals("error"));
        if (unreadable) {
            return;
        }
        for (Incident incident : book.list(true, 1000)) {
            Optional<String> server = incident.server();
            if (server.isPresent() && configuration.server(server.get()).isEmpty()) {
                resolve(incident.key(), server, "The server " + server.get() + " is configured no more.");
            }
        }
    }

    private List<String> routes(Optional<String> server) {
        List<String> all = List.copyOf(configuration.routes().keySet());
        Optional<ServerConfig> config = server.flatMap(configuration::server);
        if (config.isEmpty()) {
            return all;
        }
        if (!config.get().alerts().enabled()) {
            return List.of();
        }
        List<String> chosen = new ArrayList<>(config.get().alerts().routes());
        chosen.retainAll(all);
        return config.get().alerts().routes().isEmpty() ? all : chosen;
    }

    /** A bad file of configuration is an incident for as long as it is bad. */
    private void happened(Event event) {
        String cause = "config/" + event.values().getOrDefault("file", "");
        if (event.kind().equals("config-problem")
                && event.values().get("severity").equals("error")) {
            fire(
                    cause,
                    Severity.WARNING,
                    event.server(),
                    event.values().get("file") + " is not in order",
                    event.text());
        } else if (event.kind().equals("config-repaired")) {
            resolve(cause, event.server(), event.text());
        }
    }

    void fire(String cause, Severity severity, Optional<String> server, String title, String text) {
        book.fire(new IncidentBook.Report(cause, severity, server, guild(server), title, text));
    }

    void resolve(String cause, Optional<String> server, String text) {
        book.resolve(cause, guild(server), text);
    }

    boolean open(String cause) {
        return book.open(cause);
    }

    private String guild(Optional<String> server) {
        return server.flatMap(configuration::server).map(ServerConfig::guild).orElse("local");
    }

    @Override
    public List<Incident> list(boolean onlyOpen, int limit) {
        return book.list(onlyOpen, limit);
    }

    @Override
    public void acknowledge(String id, Actor actor) {
        if (!book.take(id, actor.name())) {
            throw new ReconException(
                    "incident-unknown",
                    ErrorOwner.USER,
                    "There is no open incident " + id + ".",
                    "List the open ones and use an id from there.");
        }
    }

    @Override
    public void mute(String server, Duration time, Actor actor) {
        if (configuration.server(server).isEmpty()) {
            throw new ReconException(
                    "server-unknown",
                    ErrorOwner.USER,
                    "There is no server " + server + ".",
                    "Use the server_id of a file in conf/servers/.");
        }
        book.mute(server, guild(Optional.of(server)), time, actor.name());
    }

    @Override
    public void test(String route) {
        var settings = configuration.routes().get(route);
        if (settings == null) {
            throw new ReconException(
                    "route-unknown",
                    ErrorOwner.USER,
                    "There is no route " + route + ".",
                    configuration.routes().isEmpty()
                            ? "Add one below notify: in conf/reconsync.yaml."
                            : "Use one of: "
                                    + String.join(", ", configuration.routes().keySet()) + ".");
        }
        courier.send(
                new Incident(
                        Ids.next(clock),
                        "test",
                        Severity.INFO,
                        Optional.empty(),
                        "A test from " + configuration.name(),
                        "Somebody tests the route " + route + ". Nothing has happened.",
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()),
                Change.TEST,
                settings);
    }

    /** What is waiting stays on disk. */
    @Override
    @Deactivate
    public void close() throws Exception {
        try (subscription) {
            ticker.stop();
        }
    }
}
