// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests without any library for Discord, so that also such can be sent as no library would. */
final class Wire {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI rest;
    private final String authorization;

    Wire(DiscordSimulator discord) {
        this(discord.rest(), "Bot " + discord.token());
    }

    Wire(URI rest, String authorization) {
        this.rest = rest;
        this.authorization = authorization;
    }

    /** What came back; the body is a missing node if there is none or it is no JSON. */
    record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        int code() {
            return body.path("code").asInt();
        }
    }

    /** @param body with apostrophes for quotes if it has none of these; empty for none */
    Reply send(String method, String path, String body) throws IOException, InterruptedException {
        String json = body.indexOf('"') < 0 ? body.replace('\'', '"') : body;
        HttpRequest.Builder request = HttpRequest.newBuilder(rest.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> raw = client.send(request.build(), BodyHandlers.ofString());
        boolean isJson = raw.headers().firstValue("Content-Type").orElse("").equals("application/json");
        JsonNode tree = isJson && !raw.body().isEmpty()
                ? Json.parse(raw.body())
                : Json.object().path("none");
        return new Reply(raw.statusCode(), tree, raw);
    }
}
