// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    @TempDir
    Path temp;

    private SwapPlan plan(Path place) throws IOException {
        Path world = place.resolve("world");
        Tree.file(world, "a/one", "1");
        Tree.file(world, "a/logs/kept", "kept");
        Tree.file(world, "b/two", "2");
        Tree.file(world, "three", "3");
        Path fresh = place.resolve("holder/new/world");
        Tree.file(fresh, "a/one", "new 1");
        Tree.file(fresh, "c/four", "new 4");
        Tree.file(fresh, "three", "new 3");
        SwapPlanner planner = new SwapPlanner();
        planner.add(
                SwapPlan.Root.of(RawName.of("world"), world, new FileRule(List.of("**"), List.of("**/logs"))),
                world,
                fresh,
                place.resolve("holder/old/world"));
        SwapPlan plan = planner.plan();
        plan.write(place.resolve("holder"), new PlainJson());
        return SwapPlan.read(place.resolve("holder"), new PlainJson());
    }

    @Test
    void afterAnyNumberOfMovesTheFormerWorldComesBack() throws Exception {
        int moves = plan(temp.resolve("count")).moves().size();
        assertTrue(moves >= 6, "moves: " + moves);
        for (int done = 0; done <= moves; done++) {
            Path place = temp.resolve("place" + done);
            SwapPlan plan = plan(place);
            Map<String, String> former = Tree.of(place.resolve("world"));
            Map<String, String> fresh = Tree.of(place.resolve("holder/new"));
            for (SwapPlan.Move move : plan.moves().subList(0, done)) {
                Files.createDirectories(move.to().getParent());
                Files.move(move.from(), move.to());
            }
            new Swap(plan).back();
            assertEquals(former, Tree.of(place.resolve("world")), done + " moves");
            assertEquals(fresh.keySet(), Tree.of(place.resolve("holder/new")).keySet());
            new Swap(plan).back();
            assertEquals(former, Tree.of(place.resolve("world")), done + " moves, twice");
        }
    }

    @Test
    void aMoveThatFailsTakesAllBack() throws Exception {
        SwapPlan plan = plan(temp);
        Map<String, String> former = Tree.of(temp.resolve("world"));
        Files.delete(plan.moves().get(plan.moves().size() - 1).from());
        assertThrows(IOException.class, () -> new Swap(plan).forward());
        assertEquals(former, Tree.of(temp.resolve("world")));
    }

    @Test
    void aFolderOfOthersInTheWayIsAConflict() throws Exception {
        Tree.file(temp, "world/x/logs/kept", "kept");
        Tree.file(temp, "new/x", "a file");
        SwapPlanner planner = new SwapPlanner();
        Path world = temp.resolve("world");
        SwapPlan.Root root = SwapPlan.Root.of(RawName.of("world"), world, new FileRule(List.of(), List.of("**/logs")));
        ReconException thrown = assertThrows(
                ReconException.class, () -> planner.add(root, world, temp.resolve("new"), temp.resolve("old")));
        assertEquals("restore-conflict", thrown.code());
    }
}
