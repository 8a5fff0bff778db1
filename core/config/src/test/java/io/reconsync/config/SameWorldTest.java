// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two files that speak of one world. */
class SameWorldTest {
    private static final String PROFILE = "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [world]}\n";

    @TempDir
    Path root;

    private TestHome home;
    private Loaded loaded = Loaded.NOTHING;

    @BeforeEach
    void home() throws Exception {
        home = new TestHome(root).with("games/foo.yaml", PROFILE);
        Files.createDirectories(root.resolve("srv/a/world"));
        Files.createSymbolicLink(root.resolve("srv/link"), root.resolve("srv/a"));
        file("a", "a", "");
    }

    private void file(String id, String folder, String more) {
        home.with(
                "conf/servers/" + id + ".yaml",
                "server_id: " + id + "\ngame: foo\ninstall: "
                        + root.resolve("srv").resolve(folder) + "\n" + more);
    }

    private List<String> load() {
        loaded = new Loader(home.home(), Map.of(), new JacksonJson()).load(loaded, new Documents(List.of()));
        return loaded.servers().values().stream().map(ServerConfig::id).sorted().toList();
    }

    private List<String> said() {
        return loaded.problems().stream()
                .map(problem -> problem.severity() + " " + problem.place())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "query: {port: 27016}\n",
                "backup: {path: world}\n",
                "backup: {path: ./world/../world}\n",
                "autostart: true\nconsole: {port: 1234}\n"
            })
    void theSecondFileIsDisabledWithItsLine(String more) {
        file("b", "a", more);
        assertEquals(List.of("a"), load());
        assertEquals(List.of("error conf/servers/b.yaml:3:1"), said());
        ConfigProblem problem = loaded.problems().get(0);
        assertTrue(problem.message().contains("is the world of conf/servers/a.yaml too"), problem.message());
        assertEquals("install", problem.key());
    }

    @Test
    void aLinkHidesNothing() {
        file("b", "link", "");
        assertEquals(List.of("a"), load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup: {path: other}\n", "backup: {path: other/world}\n"})
    void oneInstallWithTwoWorldsIsAllowed(String more) {
        file("b", "a", more);
        assertEquals(List.of("a", "b"), load());
        assertEquals(List.of(), said());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map: Two\n",
                "backup: {include: [two.*]}\n",
                "backup: {path: world/inner}\n",
                "backup: {path: .}\n",
                "start_args: [-alt]\n"
            })
    void whatMayBeTwoWorldsInOneFolderIsAWarning(String more) {
        file("b", "a", more);
        assertEquals(List.of("a", "b"), load());
        assertEquals(List.of("warning conf/servers/b.yaml:3:1"), said());
    }

    @Test
    void anUnknownGameIsComparedByItsInstall() {
        home.with("games/foo.yaml", PROFILE.replace("foo", "bar"));
        file("b", "a", "");
        assertEquals(List.of("a"), load());
    }

    @Test
    void theOneInForceKeepsItsWorldAndTheOtherItsFormerOne() {
        file("b", "b", "");
        assertEquals(List.of("a", "b"), load());
        file("a", "b", "");
        assertEquals(List.of("a", "b"), load());
        assertEquals(List.of("error conf/servers/a.yaml:3:1"), said());
        assertEquals(
                root.resolve("srv/a"),
                loaded.servers().get("conf/servers/a.yaml").install());
        file("a", "a", "");
        load();
        assertEquals(List.of(), said());
    }

    @Test
    void twoMayChangePlaces() {
        file("b", "b", "");
        load();
        file("a", "b", "");
        file("b", "a", "");
        assertEquals(List.of("a", "b"), load());
        assertEquals(List.of(), said());
        assertEquals(
                root.resolve("srv/b"),
                loaded.servers().get("conf/servers/a.yaml").install());
    }
}
