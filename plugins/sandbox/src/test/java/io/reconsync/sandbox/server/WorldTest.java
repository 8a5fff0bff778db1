// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {
    @TempDir
    Path temp;

    private World open() throws IOException {
        return Worlds.open(temp, Duration.ZERO, Optional.of(temp.resolve("proof")));
    }

    private Path world() {
        return temp.resolve("world");
    }

    private Optional<WorldCheck.Damage> check() throws IOException {
        return WorldCheck.check(world(), () -> {});
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aNewWorldIsWholeAndStaysItselfOverSavesAndStarts() throws Exception {
        World world = open();
        assertEquals(Optional.empty(), check());
        assertEquals(
                2, world.save(List.of("hello"), Map.of("players/S-1.dat", "x")).generation());
        assertEquals(Optional.empty(), check());
        World again = open();
        assertEquals(2, again.generation());
        assertEquals(world.timeline(), again.timeline());
        assertEquals(3, again.save(List.of(), Map.of()).generation());
        assertEquals(Optional.empty(), check());
    }

    @Test
    void aFlippedByteInAnyFileIsSeenAndTheStartRefused() throws Exception {
        open().save(List.of("hello"), Map.of("players/S-1.dat", "x"));
        for (Path file : files(world())) {
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(file, bad);
            assertTrue(check().isPresent(), () -> "not seen in " + file);
            assertThrows(IOException.class, this::open);
            Files.write(file, good);
        }
        assertEquals(Optional.empty(), check());
    }

    @Test
    void anyMissingFileIsSeenAndSoIsAStranger() throws Exception {
        open();
        for (Path file : files(world())) {
            Path away = temp.resolve("away");
            Files.move(file, away);
            assertTrue(check().isPresent(), () -> "not missed: " + file);
            Files.move(away, file);
        }
        Files.writeString(world().resolve("regions/r.99.bin"), "from another save");
        assertEquals("regions/r.99.bin", check().orElseThrow().where());
    }

    @Test
    void aPageOfAnotherSaveIsNamed() throws Exception {
        World world = open();
        ByteBuffer old = ByteBuffer.allocate(PageFile.PAGE);
        Path pages = world().resolve(PageFile.NAME);
        try (FileChannel channel = FileChannel.open(pages)) {
            channel.read(old, 0);
        }
        world.save(List.of(), Map.of());
        try (FileChannel channel = FileChannel.open(pages, StandardOpenOption.WRITE)) {
            channel.write(old.flip(), 0);
        }
        WorldCheck.Damage damage = check().orElseThrow();
        assertEquals(PageFile.NAME, damage.where());
        assertTrue(damage.what().contains("generation 1 "), damage.what());
    }

    @Test
    void aPlainCopyTakenDuringASaveIsTorn() throws Exception {
        World slow = Worlds.open(temp, Duration.ofSeconds(2), Optional.empty());
        byte[] before = Files.readAllBytes(world().resolve(Layout.LEVEL));
        FutureTask<World.Saved> save = new FutureTask<>(() -> slow.save(List.of(), Map.of()));
        new Thread(save).start();
        while (Arrays.equals(before, Files.readAllBytes(world().resolve(Layout.LEVEL)))) {
            assertFalse(save.isDone(), "the save ended without changing the level");
        }
        Path copy = temp.resolve("copy");
        copy(copy);
        assertTrue(WorldCheck.check(copy, () -> {}).isPresent(), "the copy of a half save passed for whole");
        save.get(60, TimeUnit.SECONDS);
        assertEquals(Optional.empty(), check());
    }

    private void copy(Path to) throws IOException {
        for (Path file : files(world())) {
            Path target = to.resolve(world().relativize(file).toString());
            Files.createDirectories(target.getParent());
            try {
                Files.copy(file, target);
            } catch (NoSuchFileException e) {
                assertTrue(file.toString().endsWith(".tmp"), () -> file + " went away");
            }
        }
    }

    @Test
    void theProofNamesEveryFileOfEachSave() throws Exception {
        World world = open();
        world.save(List.of(), Map.of());
        world.save(List.of(), Map.of("players/S-2.dat", "y"));
        List<Path> lists = files(temp.resolve("proof"));
        assertEquals(2, lists.size());
        Map<String, String> said = new TreeMap<>();
        Files.readAllLines(lists.get(1)).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> said.put(line.substring(66), line.substring(0, 64)));
        Map<String, String> there = new TreeMap<>();
        for (Path file : files(world())) {
            there.put(world().relativize(file).toString(), Sums.of(file).sha256());
        }
        assertEquals(there, said);
    }

    @Test
    void anIndexThatLeadsOutIsRefused() throws Exception {
        open();
        Files.writeString(temp.resolve("secret"), "x");
        for (String name : List.of("../secret", "/etc/passwd", "a/../../secret", "..")) {
            WorldIndex index = new WorldIndex(9, 1, Map.of(name, new WorldIndex.Entry(0, 1, 9)));
            Files.write(world().resolve(WorldIndex.NAME), index.format());
            assertEquals(WorldIndex.NAME, check().orElseThrow().where(), name);
        }
    }

    @Test
    void aDeletedWorldIsMadeAnewOnAnotherTimeline() throws Exception {
        long first = open().timeline();
        Files.move(world(), temp.resolve("gone"));
        assertNotEquals(first, open().timeline());
        assertEquals(Optional.empty(), check());
    }
}
