// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.LogLine;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every game adapter has to do. An adapter's test extends it:
 *
 * <pre>{@code
 * class FooAdapterTest extends GameAdapterConformance {
 *     protected GameAdapter adapter() { return new FooAdapter(); }
 *
 *     protected FakeServer server(Path folder) {
 *         return new FakeServer("foo-1", "foo", folder).console(command -> "0. Bob, 123");
 *     }
 *
 *     protected List<String> lines() { return List.of("Bob joined the game"); }
 * }
 * }</pre>
 */
public abstract class GameAdapterConformance {
    private static final Duration QUICK = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    /** A fresh adapter. */
    protected abstract GameAdapter adapter();

    /** A server of the first game; with {@link Capability#PLAYERS} its console or query names somebody. */
    protected abstract FakeServer server(Path install);

    /** Lines of a real log; with {@link Capability#INTERPRETS_LOG} at least one event comes out of them. */
    protected List<String> lines() {
        return List.of();
    }

    /** Writes a world that the game would load; with {@link Capability#VERIFIES_WORLD} the verifier must accept it. */
    protected void goodWorld(Path world) throws IOException {
        Files.createDirectories(world);
    }

    private FakeServer server() {
        return server(folder);
    }

    private Deadline soon() {
        return Deadline.after(QUICK);
    }

    private boolean declares(Capability capability) {
        return adapter().capabilities().contains(capability);
    }

    @Test
    void namesItsGamesInLowerCase() {
        Set<String> games = adapter().games();
        assertFalse(games.isEmpty(), "an adapter serves at least one game");
        for (String game : games) {
            assertTrue(game.matches("[a-z0-9][a-z0-9-]{0,63}"), () -> "'" + game + "' is no key of a game");
        }
        assertEquals(games, adapter().games(), "games are constant");
        assertTrue(games.contains(server().game()), "the test's server must run one of them");
    }

    @Test
    void shipsAProfileForEachGame() throws IOException {
        for (String game : adapter().games()) {
            ShippedProfile.check(adapter().getClass(), game);
        }
    }

    @Test
    void declaresItsCapabilitiesOnce() {
        assertEquals(adapter().capabilities(), adapter().capabilities(), "capabilities are constant");
        assertEquals(
                declares(Capability.INTERPRETS_LOG),
                adapter().interpreter(server()).isPresent(),
                "interpreter");
        assertEquals(declares(Capability.VERIFIES_WORLD), adapter().verifier().isPresent(), "verifier");
        assertEquals(declares(Capability.SELECTS_FILES), adapter().selector().isPresent(), "selector");
    }

    @Test
    void listsPlayersAsDeclared() throws Exception {
        FakeServer server = server();
        if (declares(Capability.PLAYERS)) {
            var players = Within.time(QUICK, () -> adapter().players(server, soon()));
            assertFalse(players.isEmpty(), "PLAYERS is declared, but nobody came out of the test's server");
            players.forEach(player -> assertNotNull(player.name()));
        } else {
            assertEquals(List.of(), adapter().players(server, soon()), "PLAYERS is not declared");
        }
    }

    @Test
    void answersNonsenseFromTheServerWithPlayersOrAnError() throws Exception {
        for (String line : HostileLines.ALL) {
            FakeServer server = server().console(command -> line + "\n" + line);
            try {
                Within.time(QUICK, () -> adapter().players(server, soon()));
            } catch (ReconException e) {
                Within.complete(e);
            }
        }
    }

    @Test
    void passesOnThatTheConsoleIsGone() throws Exception {
        if (declares(Capability.PLAYERS)) {
            FakeServer silent = new FakeServer("silent", server().game(), folder);
            try {
                Within.time(QUICK, () -> adapter().players(silent, soon()));
            } catch (ReconException e) {
                Within.complete(e);
            }
        }
        assertTrue(adapter().values(server()).keySet().stream().noneMatch(String::isBlank), "values need names");
    }

    @Test
    void interpretsRealLines() {
        LogInterpreter interpreter = adapter().interpreter(server()).orElse(null);
        if (interpreter != null) {
            List<GameEvent> events = new ArrayList<>();
            lines().forEach(line -> interpreter.line(new LogLine(Instant.EPOCH, line), events::add));
            assertFalse(events.isEmpty(), "INTERPRETS_LOG is declared, but no event came out of lines()");
        }
    }

    @Test
    void interpretsHostileLinesWithoutAnError() throws Exception {
        GameServer server = server();
        if (!declares(Capability.INTERPRETS_LOG)) {
            return;
        }
        LogInterpreter interpreter = adapter().interpreter(server).orElseThrow();
        Within.time(QUICK, () -> {
            List<GameEvent> events = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                for (String line : HostileLines.ALL) {
                    interpreter.line(new LogLine(Instant.EPOCH, line), events::add);
                }
                for (String line : lines()) {
                    interpreter.line(new LogLine(Instant.EPOCH, line), events::add);
                    for (int cut = 0; cut < line.length(); cut += 3) {
                        interpreter.line(new LogLine(Instant.EPOCH, line.substring(0, cut)), events::add);
                        interpreter.line(new LogLine(Instant.EPOCH, line.substring(cut)), events::add);
                    }
                }
            }
            return events;
        });
    }

    @Test
    void interpretersOfTwoRunsDoNotKnowEachOther() {
        if (declares(Capability.INTERPRETS_LOG)) {
            GameAdapter adapter = adapter();
            LogInterpreter first = adapter.interpreter(server()).orElseThrow();
            LogInterpreter second = adapter.interpreter(server()).orElseThrow();
            List<GameEvent> firstEvents = new ArrayList<>();
            List<GameEvent> secondEvents = new ArrayList<>();
            lines().forEach(line -> first.line(new LogLine(Instant.EPOCH, line), firstEvents::add));
            lines().forEach(line -> second.line(new LogLine(Instant.EPOCH, line), secondEvents::add));
            assertEquals(firstEvents, secondEvents);
        }
    }

    @Test
    void acceptsAGoodWorld() throws Exception {
        if (declares(Capability.VERIFIES_WORLD)) {
            Path world = folder.resolve("good");
            goodWorld(world);
            Verdict verdict = Within.time(QUICK, () -> verifier().verify(world, soon()));
            assertEquals(new Verdict.Ok(), verdict);
        }
    }

    private WorldVerifier verifier() {
        return adapter().verifier().orElseThrow();
    }

    @Test
    void judgesGarbageWithoutAnError() throws Exception {
        if (!declares(Capability.VERIFIES_WORLD)) {
            return;
        }
        Path world = folder.resolve("garbage");
        goodWorld(world);
        for (Path damaged : Garbage.variants(world, folder.resolve("variants"))) {
            Verdict verdict = Within.time(QUICK, () -> verifier().verify(damaged, soon()));
            assertNotNull(verdict, () -> "no verdict for " + damaged);
            if (verdict instanceof Verdict.Damaged found) {
                assertFalse(found.what().isBlank(), "a damaged world needs a sentence");
            }
        }
        Verdict nothing = Within.time(QUICK, () -> verifier().verify(folder.resolve("absent"), soon()));
        assertFalse(nothing instanceof Verdict.Ok, "a world that is not there is not good");
    }

    @Test
    void theVerifierOnlyReads() throws Exception {
        if (declares(Capability.VERIFIES_WORLD)) {
            Path world = folder.resolve("untouched");
            goodWorld(world);
            var before = Garbage.fingerprint(world);
            verifier().verify(world, soon());
            assertEquals(before, Garbage.fingerprint(world), "the verifier changed the world");
        }
    }

    @Test
    void selectsOnlyWhatIsListed() {
        if (!declares(Capability.SELECTS_FILES)) {
            return;
        }
        WorldSelector selector = adapter().selector().orElseThrow();
        List<WorldSelector.WorldFile> odd = HostileLines.ALL.stream()
                .map(line -> new WorldSelector.WorldFile(line, line.length(), 0))
                .toList();
        for (List<WorldSelector.WorldFile> listing : List.of(List.<WorldSelector.WorldFile>of(), odd)) {
            WorldSelector.Selection selection = selector.select(listing);
            Set<String> paths = Set.copyOf(
                    listing.stream().map(WorldSelector.WorldFile::path).toList());
            assertTrue(paths.containsAll(selection.paths()), "a selection of files that were not listed");
            assertFalse(selection.reason().isBlank(), "a selection needs a reason");
            assertEquals(selection, selector.select(listing), "the same listing, the same choice");
        }
        assertFalse(selector.select(List.of()).complete(), "nothing at all is no complete world");
    }

    @Test
    void worksFromSeveralThreads() throws Exception {
        GameAdapter adapter = adapter();
        FakeServer server = server();
        Within.together(8, QUICK.multipliedBy(3), index -> {
            for (int i = 0; i < 20; i++) {
                adapter.values(server);
                if (declares(Capability.PLAYERS)) {
                    assertFalse(adapter.players(server, soon()).isEmpty());
                }
                adapter.interpreter(server)
                        .ifPresent(interpreter -> lines().forEach(
                                        line -> interpreter.line(new LogLine(Instant.EPOCH, line), event -> {})));
            }
        });
    }
}
