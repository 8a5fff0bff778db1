// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a request apart, finds its route, and answers as Discord does, headers included. */
public final class RestServer {
    private static final String VERSION = "/api/v10";
    private final World world;
    private final String token;
    private final OpenApi api;
    private final Violations violations;
    private final RequestLog log;
    private final Map<String, Route> routes;

    RestServer(
            World world, String token, OpenApi api, Violations violations, RequestLog log, Map<String, Route> routes) {
        this.world = world;
        this.token = token;
        this.api = api;
        this.violations = violations;
        this.log = log;
        this.routes = Map.copyOf(routes);
    }

    /** Answers everything below {@code /api}. */
    public void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String raw = exchange.getRequestURI().getRawPath();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String path = raw.startsWith(VERSION + "/") ? raw.substring(VERSION.length()) : raw;
        Optional<OpenApi.Match> match = path.equals(raw) ? Optional.empty() : api.find(method, path);
        String template = match.map(OpenApi.Match::template).orElse("");
        Route route = routes.get(method + " " + template);
        JsonNode body = MissingNode.getInstance();
        Answer answer;
        try {
            if (route == null) {
                violations.add(
                        "route", method + " " + raw, match.isEmpty() ? "Discord has no such route" : "not simulated");
                throw new ApiError(404, 0, "404: Not Found");
            }
            Request request = request(exchange, method, path, match.get(), bytes);
            body = request.body();
            authorize(request);
            synchronized (world) {
                answer = route.answer(request);
                world.notifyAll();
            }
        } catch (ApiError refused) {
            answer = Answer.of(refused);
        }
        int code = answer.body() == null ? 0 : answer.body().path("code").asInt(0);
        log.add(world.clock().instant(), method, path, template, body, answer.status(), code);
        send(exchange, method + " " + template, answer);
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

    private static Request request(
            HttpExchange exchange, String method, String path, OpenApi.Match match, byte[] bytes) {
        JsonNode body = MissingNode.getInstance();
        List<Request.Upload> files = new ArrayList<>();
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (type.startsWith("multipart/form-data")) {
            for (Multipart.Part part : Multipart.parse(type, bytes)) {
                if (part.name().equals("payload_json")) {
                    body = json(part.text());
                } else if (part.filename() != null) {
                    String digits = part.name().replaceAll("\\D", "");
                    int number = digits.isEmpty() ? files.size() : Integer.parseInt(digits);
                    files.add(new Request.Upload(number, part.filename(), part.contentType(), part.bytes()));
                }
            }
        } else if (bytes.length > 0) {
            body = json(new String(bytes, StandardCharsets.UTF_8));
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Request(
                method,
                path,
                match.template(),
                match.arguments(),
                OpenApi.query(exchange.getRequestURI().getRawQuery()),
                authorization,
                body,
                List.copyOf(files));
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException broken) {
            throw new ApiError(400, 50109, "The request body contains invalid JSON.");
        }
    }

    private static void send(HttpExchange exchange, String route, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Via", "1.1 google");
        headers.set("X-RateLimit-Limit", "50");
        headers.set("X-RateLimit-Remaining", "49");
        headers.set("X-RateLimit-Reset", "" + (System.currentTimeMillis() / 1000 + 1));
        headers.set("X-RateLimit-Reset-After", "1");
        headers.set("X-RateLimit-Bucket", Integer.toHexString(route.hashCode()));
        answer.headers().forEach(headers::set);
        if (answer.body() == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            headers.set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
