// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Discord's own description of its API: which operations there are, and with which schemas. */
public final class OpenApi {
    private final JsonNode document;
    private final Map<String, String[]> templates = new LinkedHashMap<>();

    /**
     * An operation as a path was understood.
     *
     * @param arguments the variable parts, decoded
     */
    public record Match(String template, Map<String, String> arguments) {}

    public OpenApi() throws IOException {
        try (InputStream in =
                OpenApi.class.getResourceAsStream("/io/reconsync/simulation/discord/discord-openapi.json")) {
            document = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (Iterator<String> paths = document.path("paths").fieldNames(); paths.hasNext(); ) {
            String path = paths.next();
            templates.put(path, path.substring(1).split("/"));
        }
    }

    public JsonNode document() {
        return document;
    }

    /** The description of an operation; a missing node if there is none. */
    public JsonNode operation(String method, String template) {
        return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    }

    /** The operation that a path belongs to. Where several fit, the one with more fixed parts. */
    public Optional<Match> find(String method, String rawPath) {
        String[] parts = rawPath.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        Match best = null;
        for (Map.Entry<String, String[]> candidate : templates.entrySet()) {
            if (operation(method, candidate.getKey()).isMissingNode()) {
                continue;
            }
            Map<String, String> arguments = arguments(candidate.getValue(), parts);
            if (arguments != null
                    && (best == null || arguments.size() < best.arguments().size())) {
                best = new Match(candidate.getKey(), arguments);
            }
        }
        return Optional.ofNullable(best);
    }

    private static Map<String, String> arguments(String[] template, String[] parts) {
        if (template.length != parts.length) {
            return null;
        }
        Map<String, String> arguments = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (template[i].startsWith("{")) {
                arguments.put(template[i].substring(1, template[i].length() - 1), parts[i]);
            } else if (!template[i].equals(parts[i])) {
                return null;
            }
        }
        return arguments;
    }

    /** The parameters of a query, decoded. */
    public static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] sides = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                    sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
