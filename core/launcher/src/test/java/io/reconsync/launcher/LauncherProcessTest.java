// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, with the shell bundle and what it stands on. */
class LauncherProcessTest {
    @TempDir
    Path folder;

    private Path root;
    private ChildProcess child;
    private Process running;

    @BeforeEach
    void program() throws IOException {
        root = folder.resolve("a program ü");
        child = new ChildProcess(root);
    }

    @AfterEach
    void end() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private void startAndWait() throws IOException {
        running = child.start("run", "run");
        ChildProcess.await(
                "the control socket", () -> Files.exists(root.resolve("run/control.sock")) || !running.isAlive());
        assertTrue(running.isAlive(), child.said("run"));
    }

    @Test
    void anInstanceAnswersOverTheSocketAndEndsInOrder() throws Exception {
        startAndWait();
        assertEquals(1, child.run("status", "status"));
        assertTrue(child.said("status").contains("The bundle with the commands does not run."), child.said("status"));
        assertEquals(7, child.run("second", "run"));
        assertTrue(child.said("second").contains("runs here already as process " + running.pid()));
        assertEquals(0, child.run("version", "version", "--json"));
        assertTrue(child.said("version").contains("\"version\":\"9.9\",\"role\":\"agent\""));

        running.destroy();
        assertTrue(running.waitFor(40, TimeUnit.SECONDS));
        assertEquals(0, running.exitValue(), child.said("run"));
        assertTrue(child.said("run").contains("ReconSync has ended."), child.said("run"));
        assertFalse(Files.exists(root.resolve("run/control.sock")));
        assertEquals("", Files.readString(root.resolve("err.run")));
        assertFalse(Files.exists(root.resolve("cache/framework")), "the next start would have to remove it");
        assertEquals(3, child.run("after", "status"));
        assertTrue(child.said("after").contains("No instance of ReconSync runs in " + root), child.said("after"));
    }

    @Test
    void theShellPipesAndAFailingLineHurtsNothing() throws Exception {
        startAndWait();
        child.input("shell", "nosuch thing\nlb -s | grep gogo | wc -l\nthrow bang\n(((\necho still here | grep here\n");
        assertEquals(0, child.run("shell", "shell"));
        String said = child.said("shell");
        assertTrue(said.contains("Command not found: nosuch"), said);
        assertTrue(said.contains("\n3\n") || said.startsWith("3\n"), said);
        assertTrue(said.contains("still here"), said);
        assertTrue(running.isAlive());
    }

    @Test
    void headAndTailCountAsEverywhereAndAToolThatFailsIsNoSuccess() throws Exception {
        startAndWait();
        child.input("head", "echo \"a\\nb\\nc\" | head -2 | tail -1\n");
        assertEquals(0, child.run("head", "shell"), child.said("head"));
        assertEquals("b", child.said("head").strip());
        child.input("bad", "echo a | head --nonsense\n");
        assertEquals(1, child.run("bad", "shell"), child.said("bad"));
    }

    @Test
    void afterAKillTheNextStartIsCleanAndABrokenBundleIsNamed() throws Exception {
        startAndWait();
        running.destroyForcibly().waitFor();
        garble(root.resolve("cache/framework"));
        Path left = Files.writeString(root.resolve("data/native/jna123.tmp"), "of a killed process");
        Files.writeString(root.resolve("bundles/broken.jar"), "no jar at all");
        running = child.start("again", "run");
        ChildProcess.await("an answer", () -> answers(3));
        assertTrue(
                child.said("again").contains("broken.jar is not a bundle that can be installed"), child.said("again"));
        assertFalse(Files.exists(left));
    }

    /** Leaves half of the files cut, as a kill in the middle of writing may. */
    private static void garble(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertFalse(all.isEmpty());
            for (int i = 0; i < all.size(); i++) {
                Files.write(all.get(i), i % 2 == 0 ? new byte[0] : new byte[] {0, -1, '\n', 'x'});
            }
        }
    }

    private boolean answers(int not) {
        try {
            return child.run("poll", "status") != not;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void misspeltWordsAreCorrectedWithExitCodeTwo() throws Exception {
        assertEquals(2, child.run("word", "chekc"));
        assertTrue(child.said("word").contains("Did you mean `check`?"));
        assertEquals(1, child.said("word").lines().count(), child.said("word"));
        assertEquals(2, child.run("option", "check", "--jsn"));
        assertTrue(child.said("option").contains("Did you mean --json?"));
        assertEquals(3, child.run("json", "status", "--json"));
        assertTrue(child.said("json").startsWith("{\"error\":{\"code\":\"not-running\""), child.said("json"));
    }
}
