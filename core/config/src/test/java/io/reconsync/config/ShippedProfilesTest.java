// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.reconsync.config.json.JacksonJson;
import io.reconsync.config.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every profile in the tree is one that the configuration takes. */
class ShippedProfilesTest {
    @Test
    void fitTheSchema() throws IOException {
        List<Path> profiles;
        try (Stream<Path> files = Files.find(Path.of("../.."), 8, (path, attributes) -> shipped(path))) {
            profiles = files.toList();
        }
        assertFalse(profiles.isEmpty());
        for (Path file : profiles) {
            Problems problems = new Problems(file.toString());
            Checked checked = Checked.of(
                    Files.readString(file),
                    problems,
                    Optional.empty(),
                    CoreSchemas.load(new JacksonJson()).game());
            Optional<String> game = ProfileFile.of(checked).map(profile -> profile.game());
            assertEquals(List.of(), problems.list());
            assertEquals(file.getFileName().toString(), game.orElseThrow() + ".yaml");
        }
    }

    private static boolean shipped(Path path) {
        String text = path.toString();
        return text.matches(".*/games/[^/]+\\.yaml") && !text.contains("/target/");
    }
}
