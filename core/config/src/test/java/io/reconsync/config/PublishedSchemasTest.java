// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas in docs/ are for editors; they are the same as those in the bundle. */
class PublishedSchemasTest {
    @ParameterizedTest
    @ValueSource(strings = {"server", "reconsync", "game"})
    void areTheOnesInForce(String name) throws IOException {
        assertEquals(CoreSchemas.text(name), Files.readString(Path.of("../../docs/schema/" + name + ".json")));
    }
}
