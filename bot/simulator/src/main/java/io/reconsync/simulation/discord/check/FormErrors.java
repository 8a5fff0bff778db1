// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;

/** What is bad in a form, by the place where it stands: error 50035 with its nested keys. */
public final class FormErrors {
    private static final String HERE = "_errors";
    private final ObjectNode root = Json.object();

    /**
     * A place has errors of its own or places below it, never both.
     *
     * @param place keys and indices with dots, {@code embeds.0.title}
     */
    public FormErrors add(String place, String code, String message) {
        ObjectNode node = root;
        for (String key : place.isEmpty() ? new String[0] : place.split("\\.")) {
            node.remove(HERE);
            node = node.withObject("/" + key.replace("~", "~0").replace("/", "~1"));
        }
        if (node.isEmpty() || node.has(HERE)) {
            node.withArray("/" + HERE).addObject().put("code", code).put("message", message);
        }
        return this;
    }

    /** A text that is longer than it may be. */
    public void atMost(String place, String text, int length) {
        if (text != null && text.codePointCount(0, text.length()) > length) {
            add(place, "BASE_TYPE_MAX_LENGTH", "Must be " + length + " or fewer in length.");
        }
    }

    /** A list that is longer than it may be. */
    public void count(String place, int size, int most) {
        if (size > most) {
            add(place, "BASE_TYPE_MAX_LENGTH", "Must be " + most + " or fewer in length.");
        }
    }

    public void required(String place, String text) {
        if (text == null || text.isEmpty()) {
            add(place, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    public boolean isEmpty() {
        return root.isEmpty();
    }

    public void throwIfAny() {
        if (!root.isEmpty()) {
            throw toError();
        }
    }

    public ApiError toError() {
        return new ApiError(400, 50035, "Invalid Form Body", root);
    }
}
