// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reconsync.simulation.discord.check.Judge;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Schemas;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.control.Control;
import io.reconsync.simulation.discord.control.ControlServer;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.gateway.Gateway;
import io.reconsync.simulation.discord.gateway.GatewayActions;
import io.reconsync.simulation.discord.gateway.GatewayFaults;
import io.reconsync.simulation.discord.gateway.GatewayServer;
import io.reconsync.simulation.discord.gateway.Sessions;
import io.reconsync.simulation.discord.rest.Buckets;
import io.reconsync.simulation.discord.rest.Faults;
import io.reconsync.simulation.discord.rest.RequestLog;
import io.reconsync.simulation.discord.rest.RestServer;
import io.reconsync.simulation.discord.rest.Routes;
import io.reconsync.simulation.discord.world.DefaultWorld;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * A Discord of its own on 127.0.0.1, from {@link #start} to {@link #close}: the REST API, the gateway, and the control calls
 * of the README. Safe for use by several threads.
 */
public final class DiscordSimulator implements AutoCloseable {
    private static final int STOP_SECONDS = 0;
    private final Options options;
    private final Violations violations = new Violations();
    private final HttpServer http;
    private final ExecutorService threads;
    private final GatewayServer gatewayServer;
    private final Control control;

    private DiscordSimulator(Options options) throws IOException {
        this.options = options;
        VirtualClock clock = new VirtualClock(Clock.systemUTC());
        World world = new World(clock, DefaultWorld.APPLICATION);
        DefaultWorld.fill(world);
        Sessions sessions = new Sessions();
        Events events = new Events(world, sessions);
        GatewayFaults faults = new GatewayFaults();
        OpenApi api = new OpenApi();
        RequestLog log = new RequestLog();
        Faults restFaults = new Faults();
        Buckets buckets = new Buckets(System::nanoTime);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.restPort()), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "discord-rest");
            thread.setDaemon(true);
            return thread;
        });
        Gateway gateway = new Gateway(
                world,
                options.token(),
                sessions,
                events,
                violations,
                faults,
                () -> gateway().toString());
        gatewayServer = new GatewayServer(options.gatewayPort(), world, gateway, violations);
        RestServer rest = Routes.server(
                world,
                options.token(),
                api,
                violations,
                new Judge(api, new Schemas(api), violations),
                log,
                restFaults,
                buckets,
                events,
                () -> gateway().toString(),
                gateway::startLimit,
                () -> origin() + "/attachments/");
        control = new Control(
                world,
                clock,
                events,
                gateway,
                new GatewayActions(gateway, sessions, faults),
                violations,
                log,
                restFaults,
                buckets,
                origin() + "/api/v10/");
        ControlServer controls = new ControlServer(control);
        http.createContext("/", exchange -> guarded(exchange, rest::handle));
        http.createContext("/control", exchange -> guarded(exchange, controls::handle));
        http.createContext("/attachments", exchange -> guarded(exchange, controls::file));
        http.setExecutor(threads);
    }

    /** Returns when both ports are open. */
    public static DiscordSimulator start(Options options) throws IOException, InterruptedException {
        DiscordSimulator simulator = new DiscordSimulator(options);
        simulator.http.start();
        simulator.gatewayServer.open();
        return simulator;
    }

    private String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** What a client takes for {@code https://discord.com/api/v10/}, with the slash at the end. */
    public URI rest() {
        return URI.create(origin() + "/api/v10/");
    }

    /** What a client takes for {@code wss://gateway.discord.gg}. */
    public URI gateway() {
        return URI.create("ws://127.0.0.1:" + gatewayServer.getPort());
    }

    /** Where the control calls are, without a slash at the end. */
    public URI control() {
        return URI.create(origin() + "/control");
    }

    public String token() {
        return options.token();
    }

    /**
     * A control call from within the process.
     *
     * @param body JSON, with apostrophes for quotes if that is easier to write; empty for none
     */
    public JsonNode control(String method, String path, String body) {
        String json = body.isEmpty() ? "{}" : body.indexOf('"') < 0 ? body.replace('\'', '"') : body;
        return control.handle(method, path, Json.parse(json));
    }

    /** The same with a body that is made already. */
    public JsonNode control(String method, String path, JsonNode body) {
        return control.handle(method, path, body);
    }

    /** A bug of the simulator must not look like one of the client: it is written down, and the connection ends. */
    private void guarded(HttpExchange exchange, Handling handling) throws IOException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            handling.handle(exchange);
            return null;
        });
        task.run();
        try {
            task.get();
        } catch (ExecutionException failed) {
            exchange.close();
            if (!(failed.getCause() instanceof IOException)) {
                StackTraceElement[] trace = failed.getCause().getStackTrace();
                violations.add(
                        "simulator",
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        failed.getCause() + (trace.length == 0 ? "" : " at " + trace[0]));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections at once and frees the ports. */
    @Override
    public void close() {
        http.stop(STOP_SECONDS);
        threads.shutdownNow();
        try {
            gatewayServer.shut();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What answers a request. */
    private interface Handling {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
