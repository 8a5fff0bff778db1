// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A start that cannot be says why in a sentence, and nothing else. */
class BadStartTest {
    @Test
    void aBadConfigurationEndsWithItsSentenceAlone() throws Exception {
        try (Product product = Product.unpack("standalone")) {
            Files.writeString(product.home().resolve("conf/reconsync.yaml"), "name: [\n");
            Ran ran = product.run("run");
            assertEquals(78, ran.exit(), ran.toString());
            assertTrue(ran.err().startsWith("reconsync: conf/reconsync.yaml:2:1: "), ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
            List<String> errors = ran.out()
                    .lines()
                    .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                    .toList();
            assertEquals(1, errors.size(), ran.out());
            assertFalse(ran.out().contains("    at "), ran.out());
            assertFalse(ran.out().contains("is ready after"), ran.out());
        }
    }
}
