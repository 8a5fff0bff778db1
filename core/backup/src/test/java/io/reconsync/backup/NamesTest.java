// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.backup.Bench.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are bytes: any of them come back, also where the locale knows nothing but ASCII. */
class NamesTest {
    @TempDir
    Path temp;

    @Test
    void anyBytesComeBack() throws Exception {
        main(new String[] {temp.toString(), "7"});
        assertTrue(Files.exists(temp.resolve("zip")));
    }

    @Test
    void anyBytesComeBackWithoutALocale() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NamesTest.class.getName(),
                temp.toString(),
                "8");
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("LANG");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("ANSI_X3.4-1968"), said);
    }

    /** Backs up and restores worlds of random names in each format; fails with an exception. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(System.getProperty("sun.jnu.encoding"));
        Path temp = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        for (String format : new String[] {"zip", "tar.zst", "tar.gz"}) {
            Path root = Files.createDirectories(temp.resolve(format));
            try (Bench bench = new Bench(root, Shape.simple().with(Shape.backup(format, "local")))) {
                Tree.file(bench.install, "world/\u00f0\u009f\u00a6\u0095 \n\"'\\ $(x) \u00ff/\u00c3\u00bc", "emoji");
                for (int i = 0; i < 25; i++) {
                    Tree.file(bench.install, "world/" + name(random) + i + "/" + name(random) + i, "content " + i);
                }
                Files.createSymbolicLink(
                        io.reconsync.contract.values.RawName.of(new byte[] {'l', (byte) 0xFE})
                                .in(bench.install.resolve("world")),
                        io.reconsync.contract.values.RawName.of(new byte[] {(byte) 0xC3, 'x'})
                                .in(Path.of("")));
                Map<String, String> before = Tree.of(bench.install);
                bench.backup();
                Trees.remove(bench.install.resolve("world"));
                bench.run(new RestoreJob(bench.workshop), Map.of());
                assertEquals(before, Tree.of(bench.install));
                assertNotEquals(0, before.size());
                bench.run(new UndoJob(bench.workshop), Map.of());
                assertEquals(0, Tree.of(bench.install).size());
            }
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 20);
        for (int i = 0; i < length; i++) {
            char c = (char) (1 + random.nextInt(255));
            name.append(c == '/' ? '.' : c);
        }
        return name.toString();
    }
}
