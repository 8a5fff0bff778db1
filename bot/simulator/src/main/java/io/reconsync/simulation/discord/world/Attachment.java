// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A file of a message. The bytes are kept as they came. */
public record Attachment(String id, String filename, String contentType, String description, String url, byte[] bytes) {
    ObjectNode json(boolean ephemeral) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("filename", filename)
                .put("size", bytes.length)
                .put("url", url)
                .put("proxy_url", url)
                .put("content_type", contentType);
        if (description != null) {
            json.put("description", description);
        }
        if (ephemeral) {
            json.put("ephemeral", true);
        }
        return json;
    }
}
