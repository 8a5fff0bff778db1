// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.schema.Schema;
import io.reconsync.config.schema.SchemaReader;
import io.reconsync.contract.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The schemas that core ships, as {@code schema/*.json} in this bundle. */
record CoreSchemas(Schema server, Schema main, Schema game) {
    static CoreSchemas load(JsonCodec json) {
        return new CoreSchemas(read("server", json), read("reconsync", json), read("game", json));
    }

    /** The keys of a destination of type local, which core itself brings. */
    static Namespaces.Source localDestination() {
        return new Namespaces.Source("core", "destination.local", text("destination-local"));
    }

    private static Schema read(String name, JsonCodec json) {
        return SchemaReader.read("core", text(name), json);
    }

    /** The text of a schema: {@code server}, {@code reconsync} or {@code game}. */
    static String text(String name) {
        try (InputStream in = CoreSchemas.class.getResourceAsStream("/schema/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
