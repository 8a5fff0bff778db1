// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.config.ServerConfig.Control;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldPathsTest {
    @TempDir
    Path home;

    private List<Path> roots(String root, Optional<String> configured, Map<String, String> values) throws Exception {
        Yardstick yard = new Yardstick(home);
        ServerConfig config = Configs.withWorld(yard.config(new Control.Own()), configured, values);
        GameProfile none = Profiles.unknown("foo");
        GameProfile profile = new GameProfile(
                "foo",
                "Foo",
                none.process(),
                none.stop(),
                none.log(),
                none.query(),
                none.console(),
                none.save(),
                none.events(),
                none.players(),
                new GameProfile.FilesPart(
                        root.isEmpty() ? List.of() : List.of(root), List.of(), List.of(), List.of(), List.of()),
                none.crash());
        return new WorldPaths(config, new ServerValues(config, profile, Map.of()).values()).roots(profile);
    }

    private String refused(String root, Optional<String> configured, Map<String, String> values) {
        return assertThrows(ReconException.class, () -> roots(root, configured, values))
                .code();
    }

    @Test
    void aRootIsBelowInstall() throws Exception {
        Path install = home.toRealPath().resolve("the game ü");
        assertEquals(List.of(install.resolve("Saved/TheIsland")), roots("Saved/%{map}", Optional.empty(), Map.of()));
        assertEquals(List.of(install.resolve("other")), roots("Saved", Optional.of("other"), Map.of()));
    }

    @Test
    void nothingLeadsOut() throws Exception {
        assertEquals("path-outside", refused("../other", Optional.empty(), Map.of()));
        assertEquals("path-outside", refused("/etc", Optional.empty(), Map.of()));
        assertEquals("path-outside", refused("Saved", Optional.of("../.."), Map.of()));
        assertEquals("path-outside", refused("x/%{name}", Optional.empty(), Map.of("name", "../../..")));
        assertEquals("path-outside", refused("%{dir}/../../etc", Optional.empty(), Map.of("dir", "/srv/a/b")));
        Files.createSymbolicLink(home.resolve("the game ü/link"), Files.createDirectories(home.resolve("outside")));
        assertEquals("path-outside", refused("link/x", Optional.empty(), Map.of()));
        assertEquals("world-unknown", refused("", Optional.empty(), Map.of()));
    }

    @Test
    void exceptWhereTheServersOwnFileSaysSo() throws Exception {
        Path saves = Files.createDirectories(home.resolve("saves")).toRealPath();
        assertEquals(List.of(saves), roots("Saved", Optional.of(saves.toString()), Map.of()));
        assertEquals(
                List.of(saves.resolve("worlds")),
                roots("%{dir}/worlds", Optional.empty(), Map.of("dir", saves.toString())));
    }
}
