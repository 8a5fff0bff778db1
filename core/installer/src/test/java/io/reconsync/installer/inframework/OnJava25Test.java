// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests that run in a framework, on Java 25 as well, whichever Java builds. */
class OnJava25Test {
    private static final int JAVA = 25;
    private static final int MOST_MINUTES = 10;

    @TempDir
    Path temp;

    @Test
    void whatRunsInAFrameworkRunsOnJava25() throws Exception {
        Optional<Path> home = Jdk.home(JAVA);
        assumeTrue(home.isPresent(), "no JDK 25: set JAVA25_HOME");
        Path log = temp.resolve("on-25.log");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        home.get().resolve("bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        FrameworkTests.class.getName(),
                        Integer.toString(JAVA))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), () -> "no end: " + read(log));
            assertEquals(0, process.exitValue(), () -> read(log));
        } finally {
            process.destroyForcibly();
        }
        List<String> last = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(FrameworkTests.RAN))
                .toList();
        assertEquals(1, last.size(), () -> read(log));
        int ran = Integer.parseInt(last.get(0).substring(FrameworkTests.RAN.length()));
        assertTrue(ran >= FrameworkTests.CLASSES.size(), () -> read(log));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
