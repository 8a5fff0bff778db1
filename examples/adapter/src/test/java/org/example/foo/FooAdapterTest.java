// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.Verdict;
import io.reconsync.testkit.conformance.GameAdapterConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite brings its own tests (hostile replies, threads, garbage worlds); here stands what only we can know. */
class FooAdapterTest extends GameAdapterConformance {
    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(10));

    @Override
    protected GameAdapter adapter() {
        return new FooAdapter();
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("foo-1", "foo", install).console(command -> "Players: 1\n17 Ann 354s\n");
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Files.createDirectories(world);
        Files.writeString(world.resolve("level.foo"), "FOO1 a small world END!");
    }

    @Test
    void readsWhoIsOn(@TempDir Path install) {
        assertEquals(
                List.of(new Player("Ann", Optional.of("17"), Optional.of(Duration.ofSeconds(354)))),
                adapter().players(server(install), SOON));
    }

    @Test
    void aWorldCutOffIsDamaged(@TempDir Path world) throws IOException {
        Files.writeString(world.resolve("level.foo"), "FOO1 a small wor");
        Verdict verdict = adapter().verifier().orElseThrow().verify(world, SOON);
        assertEquals(
                "level.foo", assertInstanceOf(Verdict.Damaged.class, verdict).where());
    }
}
