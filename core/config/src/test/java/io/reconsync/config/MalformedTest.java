// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.reconsync.contract.config.ConfigProblem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden table of malformed configurations: exit code, place, what happened, what to do. */
class MalformedTest {
    private static final String GOOD = "server_id: a\ngame: foo\ninstall: /tmp\n";
    private static final long MOST_BYTES = 64L << 20;

    @TempDir
    Path root;

    @Test
    void theGoldenTable() throws IOException {
        List<String> table = new ArrayList<>();
        new InstallationCheck(Map.of(), "UTF-8")
                .check(home("warm up", root.resolve("warm")).home());
        int number = 0;
        for (Map.Entry<String, MalformedCases.Bad> each : MalformedCases.all().entrySet()) {
            TestHome home = home(each.getKey(), root.resolve("h" + number++));
            Path file = home.home().root().resolve(each.getValue().file());
            Files.write(file, each.getValue().content());
            table.add("## " + each.getKey());
            for (ConfigProblem problem : measured(home)) {
                table.add("exit " + exit(problem) + " | " + problem.severity() + " | " + problem.place() + " | "
                        + problem.message() + " | " + problem.nextStep());
            }
        }
        String actual = String.join("\n", table)
                .replace(root.toString(), "ROOT")
                .replaceAll("ROOT/h\\d+", "HOME")
                .replace("'" + System.getProperty("user.name") + "'", "'USER'");
        Path golden = Path.of("src/test/golden/malformed.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, actual + "\n");
        }
        assertEquals(Files.readString(golden, StandardCharsets.UTF_8).strip(), actual);
        assertFalse(actual.contains("hunter22") || actual.contains("12345678"), "a secret was shown");
    }

    /** What the command ends with: findings, or an unusable installation. */
    private static int exit(ConfigProblem problem) {
        return problem.file().equals(MainFile.SHOWN) && problem.severity().equals("error") ? 78 : 5;
    }

    private TestHome home(String name, Path folder) {
        return new TestHome(folder)
                .with("conf/servers/a.yaml", GOOD)
                .with(
                        "games/foo.yaml",
                        "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [w-" + name.hashCode() + "]}\n");
    }

    private static List<ConfigProblem> measured(TestHome home) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long began = System.nanoTime();
        List<ConfigProblem> problems = new InstallationCheck(Map.of(), "UTF-8").check(home.home());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        long used = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> took + " for " + problems);
        assertTrue(used < MOST_BYTES, () -> used + " bytes for " + problems);
        assertFalse(problems.isEmpty(), () -> "nothing was found in " + home.home());
        return problems;
    }
}
