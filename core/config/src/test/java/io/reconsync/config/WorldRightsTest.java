// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldRightsTest {
    private static final int OURS = 1000;

    @TempDir
    Path folder;

    private Path world;

    @BeforeEach
    void world() throws IOException {
        world = Files.createDirectories(folder.resolve("world"));
        Files.createDirectories(world.resolve("deep/er"));
        Files.writeString(world.resolve("level.dat"), "x");
        Files.writeString(world.resolve("deep/er/odd.dat"), "x");
    }

    /** Files named odd belong to somebody else; nobody can be given anything but what is already theirs. */
    private record Strict(int uid, int gid) implements WorldOwners.Ids {
        @Override
        public int of(Path file, String attribute) {
            boolean odd = file.getFileName().toString().startsWith("odd");
            return !odd ? OURS : attribute.equals("uid") ? uid : gid;
        }

        @Override
        public void give(Path file, String attribute, int id) throws IOException {
            throw new FileSystemException(file.toString(), null, "Operation not permitted");
        }
    }

    private List<ConfigProblem> check(int uid, int gid) throws IOException {
        Problems problems = new Problems("conf/servers/a.yaml");
        new WorldRights(world, "me", new WorldOwners(new Strict(uid, gid)), problems).check();
        try (var left = Files.list(folder)) {
            assertEquals(List.of(world), left.toList(), "the probe is gone");
        }
        return problems.list();
    }

    @Test
    void aGroupSomewhereInTheWorldThatCannotBeGivenBackIsFound() throws IOException {
        List<ConfigProblem> problems = check(OURS, 4242);
        assertEquals(1, problems.size(), problems.toString());
        assertEquals("error", problems.get(0).severity());
        assertTrue(problems.get(0).message().contains("cannot give files to the group "), problems.toString());
        assertTrue(
                problems.get(0).message().contains(world.resolve("deep/er/odd.dat") + " belongs to it"),
                problems.toString());
        assertTrue(problems.get(0).nextStep().startsWith("Run: usermod -aG "), problems.toString());
    }

    @Test
    void soIsAnOwner() throws IOException {
        List<ConfigProblem> problems = check(4242, OURS);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).message().contains("cannot give files to the user "), problems.toString());
    }

    @Test
    void aWorldOfOurOwnIsInOrder() throws IOException {
        assertEquals(List.of(), check(OURS, OURS));
        Problems problems = new Problems("conf/servers/a.yaml");
        new WorldRights(world, "me", WorldOwners.Ids.here(), problems).check();
        assertEquals(List.of(), problems.list());
    }
}
