// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a request apart: JSON, or JSON and files. */
final class RequestReader {
    private RequestReader() {}

    static Request read(HttpExchange exchange, String path, OpenApi.Match match, byte[] bytes) {
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
        return new Request(
                exchange.getRequestMethod(),
                path,
                match.template(),
                match.arguments(),
                OpenApi.query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders().getFirst("Authorization"),
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
}
