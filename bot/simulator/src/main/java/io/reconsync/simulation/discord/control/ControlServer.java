// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.world.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The control calls and the files of messages over HTTP. */
public final class ControlServer {
    private final Control control;

    public ControlServer(Control control) {
        this.control = control;
    }

    /** Answers below {@code /control}. */
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/control".length());
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 200;
        JsonNode answer;
        try {
            ObjectNode body = text.isBlank() ? Json.object() : (ObjectNode) Json.parse(text);
            OpenApi.query(exchange.getRequestURI().getRawQuery()).forEach(body::put);
            answer = control.handle(exchange.getRequestMethod(), path, body);
        } catch (Refused refused) {
            status = refused.status();
            answer = Json.object().put("error", refused.getMessage());
        } catch (IllegalArgumentException | ClassCastException wrong) {
            status = 400;
            answer = Json.object().put("error", "the body is no JSON object: " + text);
        }
        byte[] bytes = (answer.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Answers below {@code /attachments}: {@code /attachments/ID/NAME}. */
    public void file(HttpExchange exchange) throws IOException {
        byte[] bytes = control.attachment(exchange.getRequestURI().getPath().split("/")[2]);
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
