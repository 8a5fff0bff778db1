// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;

/** Discord's way to say no: a status, a code, and for a bad form where it is bad. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final int code;
    private final transient ObjectNode errors;

    public ApiError(int status, int code, String message) {
        this(status, code, message, null);
    }

    public ApiError(int status, int code, String message, ObjectNode errors) {
        super(message);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    public static ApiError unknown(int code, String what) {
        return new ApiError(404, code, "Unknown " + what);
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    public ObjectNode json() {
        ObjectNode json = Json.object().put("message", getMessage()).put("code", code);
        if (errors != null) {
            json.set("errors", errors);
        }
        return json;
    }
}
