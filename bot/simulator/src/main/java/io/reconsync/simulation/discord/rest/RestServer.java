// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.FormErrors;
import io.reconsync.simulation.discord.check.Judge;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds a request's route, lets go wrong what shall go wrong, and answers as Discord does, headers included. */
public final class RestServer {
    private static final String VERSION = "/api/v10";
    private final World world;
    private final String token;
    private final OpenApi api;
    private final Violations violations;
    private final Judge judge;
    private final RequestLog log;
    private final Faults faults;
    private final Buckets buckets;
    private final Map<String, Route> routes;

    RestServer(
            World world,
            String token,
            OpenApi api,
            Violations violations,
            Judge judge,
            RequestLog log,
            Faults faults,
            Buckets buckets,
            Map<String, Route> routes) {
        this.world = world;
        this.token = token;
        this.api = api;
        this.violations = violations;
        this.judge = judge;
        this.log = log;
        this.faults = faults;
        this.buckets = buckets;
        this.routes = Map.copyOf(routes);
    }

    /** Answers everything below {@code /api}. */
    public void handle(HttpExchange exchange) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String raw = exchange.getRequestURI().getRawPath();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String path = raw.startsWith(VERSION + "/") ? raw.substring(VERSION.length()) : raw;
        Optional<OpenApi.Match> match = path.equals(raw) ? Optional.empty() : api.find(method, path);
        Route route =
                routes.get(method + " " + match.map(OpenApi.Match::template).orElse(""));
        if (route == null) {
            violations.add(
                    "route", method + " " + raw, match.isEmpty() ? "Discord has no such route" : "not simulated");
            Answer answer = Answer.of(new ApiError(404, 0, "404: Not Found"));
            log.add(world.clock().instant(), method, path, "", MissingNode.getInstance(), answer.status(), 0);
            send(exchange, answer, Map.of());
            return;
        }
        Request request;
        try {
            request = RequestReader.read(exchange, path, match.get(), bytes);
        } catch (ApiError unreadable) {
            violations.add("request", method + " " + match.get().template(), unreadable.getMessage());
            send(exchange, Answer.of(unreadable), Map.of());
            return;
        }
        answer(exchange, route, request);
    }

    private void answer(HttpExchange exchange, Route route, Request request) throws IOException, InterruptedException {
        Optional<Fault> fault = faults.take(request);
        Fault.Kind kind = fault.map(Fault::kind).orElse(null);
        if (kind == Fault.Kind.DROP) {
            note(request, new Answer(0, null, Map.of()));
            exchange.close();
            return;
        }
        boolean replaced = kind == Fault.Kind.STATUS || kind == Fault.Kind.RATE_LIMIT || kind == Fault.Kind.CLOUDFLARE;
        Answer answer = replaced ? Faults.answer(fault.get()) : work(route, request);
        if (kind != Fault.Kind.CLOUDFLARE) {
            judge.response(request.method(), request.template(), answer.status(), answer.body());
        }
        note(request, answer);
        if (kind == Fault.Kind.LOSE) {
            exchange.close();
            return;
        }
        if (kind == Fault.Kind.HOLD) {
            faults.hold(fault.get());
        }
        send(exchange, answer, buckets.headers(request));
    }

    private Answer work(Route route, Request request) {
        Optional<Answer> limited = buckets.refuse(request);
        if (limited.isPresent()) {
            return limited.get();
        }
        try {
            judge.request(request.method(), request.template(), request.query(), request.body());
            authorize(request);
            synchronized (world) {
                return route.answer(request);
            }
        } catch (ApiError refused) {
            return Answer.of(refused);
        } catch (NumberFormatException unreadable) {
            FormErrors errors = new FormErrors().add("", "BASE_TYPE_BAD_TYPE", "This cannot be read.");
            return Answer.of(errors.toError());
        }
    }

    private void note(Request request, Answer answer) {
        int code = answer.body() == null ? 0 : answer.body().path("code").asInt(0);
        log.add(
                world.clock().instant(),
                request.method(),
                request.path(),
                request.template(),
                request.body(),
                answer.status(),
                code);
        synchronized (world) {
            world.notifyAll();
        }
    }

    private void authorize(Request request) {
        boolean open = request.template().startsWith("/interactions/")
                || request.template().startsWith("/webhooks/{webhook_id}/{webhook_token}")
                || request.template().equals("/gateway");
        if (!open && !("Bot " + token).equals(request.authorization())) {
            throw new ApiError(401, 0, "401: Unauthorized");
        }
    }

    private static void send(HttpExchange exchange, Answer answer, Map<String, String> limits) throws IOException {
        Map<String, String> headers = new HashMap<>(limits);
        headers.put("Via", "1.1 google");
        headers.put("Content-Type", answer.status() == 204 ? "" : "application/json");
        headers.putAll(answer.headers());
        headers.values().removeIf(String::isEmpty);
        headers.forEach(exchange.getResponseHeaders()::set);
        if (answer.status() == 204) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            String text =
                    answer.body() == null ? "error code: 1015" : answer.body().toString();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
