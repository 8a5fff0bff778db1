// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.List;
import java.util.Map;

/**
 * One request as a route sees it.
 *
 * @param path after {@code /api/v10}, still encoded
 * @param template as in Discord's description
 * @param arguments the template's parts, decoded
 * @param body a missing node if there is none
 * @param files what came besides the body
 */
public record Request(
        String method,
        String path,
        String template,
        Map<String, String> arguments,
        Map<String, String> query,
        String authorization,
        JsonNode body,
        List<Upload> files) {
    /** A file; {@code number} is the n of {@code files[n]}. */
    public record Upload(int number, String filename, String contentType, byte[] bytes) {}

    public String argument(String name) {
        return arguments.get(name);
    }

    public boolean asks(String parameter) {
        return Boolean.parseBoolean(query.getOrDefault(parameter, "false"));
    }

    /** The text of a field of the body, null if it is absent or null. */
    public String text(String field) {
        return Json.text(body, field, null);
    }
}
