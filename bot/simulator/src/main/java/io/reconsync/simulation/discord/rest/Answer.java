// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.check.ApiError;
import java.util.Map;

/** A status and a body, null for none. */
public record Answer(int status, JsonNode body, Map<String, String> headers) {
    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer created(JsonNode body) {
        return new Answer(201, body, Map.of());
    }

    static Answer nothing() {
        return new Answer(204, null, Map.of());
    }

    static Answer of(ApiError error) {
        return new Answer(error.status(), error.json(), Map.of());
    }
}
