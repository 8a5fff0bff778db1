// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come, are replaced, are broken and go in the assembled product, while something else is backed up. */
class HotDeployTest {
    private static final Pattern TROUBLE = Pattern.compile("^\\S+Z (WARN|ERROR) .*", Pattern.MULTILINE);
    private static final String GAME = """
            game: plain
            name: A script
            process: {names: [sh], ready: '^up$', start: [sh, -c, 'echo up; while :; do sleep 1; done']}
            stop: [{signal: TERM, wait: 5s}, {signal: KILL}]
            log: {files: [stdout]}
            query: {kind: none}
            files: {roots: [world], include: ['**']}
            """;

    @TempDir
    Path folder;

    private Installation product;
    private Path plugins;

    @BeforeEach
    void unpack() throws Exception {
        product = Installation.in(folder);
        plugins = product.home.resolve("plugins");
    }

    @Test
    void aCleanStartAndEndSayNothingThatFrightens() throws Exception {
        script();
        product.start();
        product.close();
        String log = Files.readString(product.log());
        assertTrue(log.contains("is ready after"), log);
        assertTrue(log.contains("ReconSync has ended"), log);
        assertEquals(
                List.of(), TROUBLE.matcher(log).results().map(m -> m.group()).toList());
    }

    @Test
    void droppedReplacedBrokenAndRemovedWhileAnotherServerIsBackedUp() throws Exception {
        script();
        product.start();
        for (int i = 0; i < Integer.getInteger("shown.n", 1); i++) {
            round();
        }
        backup();
        Until.holds(
                "all backups are over",
                this::jobs,
                () -> !product.run("jobs", "--open").out().contains("backup"));
        assertFalse(jobs().matches("(?s).*(failed|cancelled|unknown).*"), this::jobs);
    }

    private void round() throws Exception {
        backup();
        drop("trial.jar", TrialPlugin.whole("1.0.0", "one"));
        offered("one");
        backup();
        drop("trial.jar", TrialPlugin.whole("2.0.0", "two"));
        offered("two");
        assertFalse(answers("one"), "the command of the version before is still there");
        for (Map.Entry<String, byte[]> broken : broken().entrySet()) {
            backup();
            drop("trial.jar", broken.getValue());
            Path note = plugins.resolve("trial.refused.txt");
            Until.holds(broken.getKey() + " is refused", this::list, () -> Files.exists(note));
            assertTrue(Files.readString(note).length() > 20, broken.getKey());
            offered("two");
            drop("trial.jar", TrialPlugin.whole("2.0.0", "two"));
            Until.holds("the refusal is over", this::list, () -> Files.notExists(note));
        }
        remove("trial.jar", "trial");
        Path ark = only("ark*.jar");
        byte[] kept = Files.readAllBytes(ark);
        remove(ark.getFileName().toString(), "ark");
        drop(ark.getFileName().toString(), kept);
        Until.holds("ark is ready again", this::list, () -> list().matches("(?s).*ark +\\S+ +ready .*"));
    }

    private static Map<String, byte[]> broken() {
        byte[] whole = TrialPlugin.whole("3.0.0", "three");
        Map<String, byte[]> jars = new LinkedHashMap<>();
        jars.put("truncated", Arrays.copyOf(whole, whole.length * 2 / 3));
        jars.put("a missing import", TrialPlugin.lacking("3.0.0"));
        jars.put("another api", TrialPlugin.forAnotherApi("3.0.0"));
        jars.put("one that throws", TrialPlugin.throwing("3.0.0"));
        return jars;
    }

    private void script() throws IOException {
        Path install =
                Files.createDirectories(product.home.resolve("plain/world")).getParent();
        Files.write(install.resolve("world/level.dat"), new byte[1 << 20]);
        Files.createDirectories(product.home.resolve("games"));
        Files.writeString(product.home.resolve("games/plain.yaml"), GAME);
        Files.writeString(
                product.home.resolve("conf/servers/plain.yaml"),
                "server_id: plain\ngame: plain\ninstall: '" + install + "'\nbackup: {destinations: [local]}\n");
    }

    private void backup() {
        product.run("backup", "now", "plain").ok();
    }

    /** As an admin's copy: not at once. */
    private void drop(String name, byte[] jar) throws IOException {
        Path target = plugins.resolve(name);
        Files.write(target, Arrays.copyOf(jar, jar.length / 2));
        Files.write(target, jar);
    }

    private void remove(String file, String plugin) throws Exception {
        Files.delete(plugins.resolve(file));
        Until.holds(plugin + " is gone", this::list, () -> !list().matches("(?s).*\\b" + plugin + " +\\S+ +ready .*"));
    }

    private Path only(String glob) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(plugins, glob)) {
            return found.iterator().next();
        }
    }

    private boolean answers(String command) {
        Installation.Reply reply = product.run("trial", command);
        return reply.exit() == 0 && reply.out().contains(command + " answers");
    }

    private void offered(String command) throws InterruptedException {
        Until.holds("trial " + command + " is offered", this::list, () -> answers(command));
    }

    private String list() {
        return product.run("plugin", "list").out();
    }

    private String jobs() {
        return product.run("jobs", "--limit", "1000").out();
    }

    @AfterEach
    void stop() throws Exception {
        product.close();
    }
}
