// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way of being wrong is noticed by the test that is there for it. */
class AdapterSuiteBitesTest {
    private static void bites(Class<?> wrong, String test) {
        Set<String> failures = SuiteRun.failures(wrong);
        assertTrue(failures.contains(test), () -> test + " did not notice " + wrong + "; noticed by " + failures);
    }

    @Test
    void noticesCapabilitiesThatAreNotDeclared() {
        bites(Modest.class, "declaresItsCapabilitiesOnce");
        bites(Modest.class, "listsPlayersAsDeclared");
    }

    @Test
    void noticesCapabilitiesThatAreNotThere() {
        bites(Boastful.class, "declaresItsCapabilitiesOnce");
        bites(Boastful.class, "listsPlayersAsDeclared");
    }

    @Test
    void noticesVerifiersThatThrow() {
        bites(Throwing.class, "judgesGarbageWithoutAnError");
    }

    @Test
    void noticesInterpretersThatThrow() {
        bites(Fragile.class, "interpretsHostileLinesWithoutAnError");
    }

    @Test
    void noticesMissingProfiles() {
        bites(Shouting.class, "namesItsGamesInLowerCase");
        bites(Shouting.class, "shipsAProfileForEachGame");
    }

    static class Modest extends SampleAdapterTest {
        @Override
        protected GameAdapter adapter() {
            return new Sample() {
                @Override
                public Set<Capability> capabilities() {
                    return Set.of();
                }
            };
        }
    }

    static class Boastful extends SampleAdapterTest {
        @Override
        protected GameAdapter adapter() {
            return new Sample() {
                @Override
                public Set<Capability> capabilities() {
                    return Set.of(Capability.values());
                }

                @Override
                public List<Player> players(GameServer server, Deadline deadline) {
                    return List.of();
                }
            };
        }
    }

    static class Throwing extends SampleAdapterTest {
        @Override
        protected GameAdapter adapter() {
            return new Sample() {
                @Override
                public Optional<WorldVerifier> verifier() {
                    return Optional.of((world, deadline) -> {
                        try {
                            Files.readString(world.resolve("world.dat"));
                            return new Verdict.Ok();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                }
            };
        }
    }

    static class Fragile extends SampleAdapterTest {
        @Override
        protected GameAdapter adapter() {
            return new Sample() {
                @Override
                public Optional<LogInterpreter> interpreter(GameServer server) {
                    return Optional.of((line, out) -> line.text().charAt(3));
                }
            };
        }
    }

    static class Shouting extends SampleAdapterTest {
        @Override
        protected GameAdapter adapter() {
            return new Sample() {
                @Override
                public Set<String> games() {
                    return Set.of("Sample");
                }
            };
        }
    }
}
