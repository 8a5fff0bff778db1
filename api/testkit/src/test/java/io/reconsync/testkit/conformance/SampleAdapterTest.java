// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The suite over an adapter that is right. */
class SampleAdapterTest extends GameAdapterConformance {
    @Override
    protected GameAdapter adapter() {
        return new Sample();
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("sample-1", "sample", install).console(command -> "Bob\nAnn");
    }

    @Override
    protected List<String> lines() {
        return List.of("Bob joined");
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Files.createDirectories(world);
        Files.writeString(world.resolve("world.dat"), "SAMPLE");
    }

    static class Sample implements GameAdapter {
        @Override
        public Set<String> games() {
            return Set.of("sample");
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.PLAYERS, Capability.INTERPRETS_LOG, Capability.VERIFIES_WORLD);
        }

        @Override
        public List<Player> players(GameServer server, Deadline deadline) {
            return server.console(deadline)
                    .send("list", deadline)
                    .lines()
                    .map(Player::named)
                    .toList();
        }

        @Override
        public Optional<LogInterpreter> interpreter(GameServer server) {
            return Optional.of((line, out) -> {
                if (line.text().endsWith(" joined")) {
                    out.accept(new GameEvent.PlayerJoined(
                            line.text().substring(0, line.text().length() - 7), Optional.empty()));
                }
            });
        }

        @Override
        public Optional<WorldVerifier> verifier() {
            return Optional.of(Sample::judge);
        }

        static Verdict judge(Path world, Deadline deadline) {
            try {
                return Files.readString(world.resolve("world.dat")).equals("SAMPLE")
                        ? new Verdict.Ok()
                        : new Verdict.Damaged("world.dat", "It does not begin with SAMPLE.");
            } catch (IOException e) {
                return new Verdict.Damaged("world.dat", "It cannot be read.");
            }
        }
    }
}
