// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    @TempDir
    Path folder;

    private Program program;
    private Home home;
    private Path outside;

    @BeforeEach
    void template() throws IOException {
        Path root = folder.resolve("prog");
        Path servers = Files.createDirectories(root.resolve("try/home/conf/servers"));
        Files.writeString(servers.resolve("box.yaml"), "install: \"@home@/box\"\nextra: \"@outside@\"\n");
        journey(root, "server=box\nworld=box/world\nhashes=@outside@/hashes\n");
        program = new Program(root, "1", Role.STANDALONE);
        home = new Home(folder.resolve("home ü"));
        outside = folder.resolve("out");
    }

    private static void journey(Path root, String text) throws IOException {
        Files.writeString(root.resolve("try/journey.properties"), text);
    }

    @Test
    void theTemplateIsFilledInAndCopiedOnce() throws IOException {
        Trial trial = Trial.read(program, home, outside);
        assertEquals(home.root().resolve("box/world"), trial.world());
        assertEquals(outside.resolve("hashes"), trial.hashes());
        trial.install(program, home, outside);
        Path server = home.serverConfigs().resolve("box.yaml");
        assertEquals("install: \"" + home.root() + "/box\"\nextra: \"" + outside + "\"\n", Files.readString(server));
        Files.writeString(server, "changed: true\n");
        trial.install(program, home, outside);
        assertEquals("changed: true\n", Files.readString(server));
    }

    @Test
    void aHomeWithServersOfItsOwnIsLeftAlone() throws IOException {
        Files.createDirectories(home.serverConfigs());
        Files.writeString(home.serverConfigs().resolve("real.yaml"), "server_id: real\n");
        Trial trial = Trial.read(program, home, outside);
        Refusal refusal = assertThrows(Refusal.class, () -> trial.install(program, home, outside));
        assertEquals("home-in-use", refusal.code());
        assertFalse(Files.exists(home.serverConfigs().resolve("box.yaml")));
    }

    @Test
    void aWorldElsewhereIsNeverTouched() throws IOException {
        journey(program.root(), "server=box\nworld=/etc\nhashes=h\n");
        assertThrows(Refusal.class, () -> Trial.read(program, home, outside));
        journey(program.root(), "server=box\nworld=../../x\nhashes=h\n");
        assertThrows(Refusal.class, () -> Trial.read(program, home, outside));
        journey(program.root(), "world=w\nhashes=h\n");
        assertThrows(Refusal.class, () -> Trial.read(program, home, outside));
    }

    @Test
    void aWorldIsComparedWithWhatWasWrittenDown() throws IOException {
        Path world = Files.createDirectories(folder.resolve("world/a"));
        Files.writeString(world.resolve("b c"), "abc");
        Map<String, String> sums = WorldHashes.of(folder.resolve("world"));
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(Map.of("a/b c", abc), sums);
        assertEquals(sums, WorldHashes.parse(abc + "  a/b c\nnoise\n"));
        assertEquals(0, WorldHashes.differences(sums, Map.of("a/b c", abc)));
        assertEquals(2, WorldHashes.differences(sums, Map.of("a/b c", "x", "more", "y")));
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(lists.resolve("old"), abc + "  a/b c\n");
        Files.setLastModifiedTime(lists.resolve("old"), FileTime.fromMillis(0));
        assertTrue(WorldHashes.lists(lists, FileTime.fromMillis(1)).isEmpty());
        assertEquals(1, WorldHashes.lists(lists, FileTime.fromMillis(0)).size());
    }

    @Test
    void theStateOfAServerIsFoundInAnyShapeOfAnswer() {
        Object flat = WireJson.read(
                "{\"servers\":[{\"id\":\"a\",\"state\":\"stopped\"},{\"id\":\"b\",\"state\":\"running\"}]}");
        assertEquals(Optional.of("running"), Asking.state(flat, "b"));
        assertEquals(Optional.empty(), Asking.state(flat, "c"));
        assertEquals(Optional.empty(), Asking.state(null, "b"));
    }
}
