// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostFolderTest {
    @TempDir
    Path root;

    private static List<String> ids(YamlConfiguration configuration) {
        return configuration.servers().stream().map(ServerConfig::id).toList();
    }

    private static long events(TestHome home, String kind) {
        return home.emitted.stream().filter(event -> event.kind().equals(kind)).count();
    }

    @Test
    void whatWasReadStaysUntilTheFolderIsBack() throws Exception {
        TestHome home = new TestHome(root)
                .with("games/foo.yaml", "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [world]}\n")
                .with("conf/servers/a.yaml", "server_id: a\ngame: foo\ninstall: /srv/a\n");
        try (YamlConfiguration configuration = new YamlConfiguration(home, home, home, new JacksonJson())) {
            Path servers = root.resolve("conf/servers");
            for (Path folder : List.of(servers, root.resolve("games"))) {
                Files.move(folder, folder.resolveSibling("away"));
                configuration.reload();
                configuration.reload();
                assertTrue(configuration.problems().toString().contains(folder + " cannot be read (it is not there)"));
                Files.writeString(folder, "no folder");
                configuration.reload();
                assertTrue(configuration.problems().toString().contains(folder + " cannot be read (it is no folder)"));
                assertEquals(List.of("a"), ids(configuration));
                assertEquals(
                        "games/foo.yaml",
                        configuration.profile("foo").orElseThrow().origin());
                Files.delete(folder);
                Files.move(folder.resolveSibling("away"), folder);
                configuration.reload();
                assertEquals(List.of(), configuration.problems());
            }
            assertEquals(4, events(home, "config-problem"), home.emitted::toString);
            assertEquals(2, events(home, "config-repaired"), home.emitted::toString);
            assertEquals(0, events(home, "config-changed"), home.emitted::toString);
            Files.delete(servers.resolve("a.yaml"));
            configuration.reload();
            assertEquals(List.of(), ids(configuration), "an empty folder has no servers");
        }
    }
}
