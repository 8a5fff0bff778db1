// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TryOnceTest {
    @Test
    void goesTheWholeWayAndTheWorldIsOneThatTheServerSaved() throws Exception {
        try (Product product = Product.unpack("standalone")) {
            for (int round = 1; round <= 2; round++) {
                Ran ran = product.run("try", "--once", "--json");
                assertEquals(0, ran.exit(), ran::toString);
                Map<?, ?> result = (Map<?, ?>) ran.json();
                assertEquals(true, result.get("proven"));
                List<?> steps = ((List<?>) result.get("steps"))
                        .stream().map(step -> ((Map<?, ?>) step).get("step")).toList();
                assertEquals(
                        List.of("start", "ready", "backup", "verify", "stop", "delete the world", "restore", "prove"),
                        steps);
                assertEquals(List.of(), product.processes(), "something still runs");
            }
            Map<String, String> world = sums(product.home().resolve("servers/sandbox/world"));
            assertTrue(world.size() > 10, world::toString);
            assertTrue(said(product).contains(world), "the server never recorded such a world");
        }
    }

    @Test
    void saysWhatItDoesAndEndsWithASentenceWhenItCannot() throws Exception {
        try (Product product = Product.unpack("standalone")) {
            Files.move(product.home().resolve("try/journey.properties"), product.beside("away"));
            Ran ran = product.run("try", "--once");
            assertEquals(1, ran.exit(), ran::toString);
            assertTrue(ran.err().contains("nothing to try"), ran::toString);
        }
    }

    private static List<Map<String, String>> said(Product product) throws IOException {
        Path proof = product.home()
                .resolveSibling(product.home().getFileName() + ".try")
                .resolve("proof");
        try (Stream<Path> lists = Files.list(proof)) {
            return lists.filter(list -> list.toString().endsWith(".sha256"))
                    .map(TryOnceTest::list)
                    .toList();
        }
    }

    private static Map<String, String> list(Path file) {
        Map<String, String> sums = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#")) {
                    sums.put(line.substring(66), line.substring(0, 64));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return sums;
    }

    private static Map<String, String> sums(Path root) throws Exception {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(root.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
        }
        return sums;
    }
}
