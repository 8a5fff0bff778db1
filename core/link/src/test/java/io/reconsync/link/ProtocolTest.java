// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.jobs.Job;
import io.reconsync.link.agent.AgentBench;
import io.reconsync.link.bot.BotBench;
import io.reconsync.link.transport.Dialer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends with their stores, joined in memory. */
class ProtocolTest {
    @TempDir
    Path folder;

    private final List<AgentBench> agents = new ArrayList<>();
    private BotBench bot;

    @BeforeEach
    void begin() {
        bot = new BotBench(folder.resolve("bot"));
    }

    @AfterEach
    void end() {
        agents.forEach(AgentBench::close);
        bot.close();
    }

    private Dialer line() {
        return bot.entrance().dialer();
    }

    private AgentBench agent(String name, Supplier<Dialer> line, String version, String... servers) {
        AgentBench agent = new AgentBench(
                folder.resolve(name + "-" + agents.size()), line, AgentBench.open(), version, List.of(servers));
        agents.add(agent);
        agent.enrol(bot.token(name, "*", Duration.ofHours(1)), line());
        return agent.start();
    }

    private void online(String name) {
        Eventually.holds(() -> bot.agent(name).toString(), () -> bot.agent(name).state() == Agent.State.ONLINE);
    }

    private static String text(Commands.Result result) {
        return ((Reply.Text) result.reply().parts().get(0)).text();
    }

    @Test
    void anAgentIsThereWithAllThatItAnnouncesOnceItIsOnline() {
        agent("host-1", this::line, "1.2.0", "s-1", "s-2");
        online("host-1");
        assertEquals(
                List.of("s-1", "s-2"),
                bot.servers().stream().map(server -> server.id()).toList());
        assertEquals("host-1", bot.servers().get(0).agent());
        assertTrue(bot.servers().get(0).online());
        assertEquals(4, bot.commands().size());
        assertEquals("1.2.0", bot.commands().get(0).version());
        assertEquals(List.of("rex"), bot.facts().get("dinos"));
    }

    @Test
    void questionsAreAnsweredAlsoWithWhatIsTooLongForAFrame() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        Commands.Result seen = bot.ask("host-1", "ark", "look");
        assertEquals("seen", text(seen));
        assertEquals(5, seen.exit());
        assertEquals("ann", agent.actors.get(0).name());
        assertEquals(
                3_000_000, text(bot.ask("host-1", "ark", "look", "3000000")).length());
        assertEquals(
                "link-ask-changes",
                assertThrows(ReconException.class, () -> bot.ask("host-1", "ark", "do"))
                        .code());
        assertEquals(List.of(), agent.effects);
    }

    @Test
    void anOrderIsRefusedDoneOrFollowedToItsEnd() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        assertEquals(
                "confirm",
                assertThrows(ReconException.class, () -> bot.order("host-1", "ark", "fail"))
                        .code());
        assertEquals("done", text(bot.order("host-1", "ark", "do", "it")));
        Commands.Result begun = bot.order("host-1", "ark", "job", "slow");
        assertEquals(List.of("[ark, do, it]", "[ark, job, slow]"), agent.effects);
        Job mirror = bot.jobs.find(begun.reply().job().orElseThrow()).orElseThrow();
        String order = mirror.request().arguments().get("order");
        assertEquals("TAKEN", bot.state(order));
        agent.jobs.change("job-0", Job.State.SUCCEEDED, 1, "All well.");
        Eventually.holds(() -> bot.state(order), () -> bot.state(order).equals("OVER"));
        assertEquals("All well.", bot.answer(order).text("text", 100));
        assertEquals("yes", bot.answer(order).map("result", 9, 9).get("made"));
    }

    @Test
    void anOrderThatIsCancelledEndsItsJobAtTheAgent() {
        agent("host-1", this::line, "1", "s-1");
        online("host-1");
        String order = bot.orderLater("host-1", 60_000, "ark", "job");
        Eventually.holds(() -> bot.state(order), () -> bot.state(order).equals("TAKEN"));
        bot.cancel(order);
        Eventually.holds(() -> bot.state(order), () -> bot.state(order).equals("OVER"));
        assertEquals("cancelled", bot.answer(order).text("state", 20));
    }

    @Test
    void anOrderThatComesTooLateIsRefusedNotCarriedOut() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        String order = bot.orderLater("host-1", -1_000, "ark", "do");
        Eventually.holds(() -> bot.state(order), () -> bot.state(order).equals("REFUSED"));
        assertEquals("order-expired", bot.answer(order).body("error").text("code", 64));
        assertEquals(List.of(), agent.effects);
    }

    /** A line that is cut, stutters and is cut again: each order has its effect once, each event comes once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostAndNothingHappensTwiceOnABadLine(long seed) {
        AtomicInteger lines = new AtomicInteger();
        Supplier<Dialer> bad = () -> {
            int line = lines.getAndIncrement();
            return new ChaosDialer(line(), seed * 1000 + line, line < 4 ? 0.02 : 0, 0.2);
        };
        AgentBench agent = agent("host-1", bad, "1", "s-1");
        online("host-1");
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            orders.add(bot.orderLater("host-1", 600_000, "ark", "do", "n" + i));
            agent.event("event-" + i, Severity.WARNING, Optional.of("s-1"));
        }
        Eventually.holds(
                () -> orders.stream().map(bot::state).toList() + agent.problem(),
                () -> orders.stream().allMatch(order -> bot.state(order).equals("DONE")));
        assertEquals(60, agent.effects.size());
        assertEquals(60, new HashSet<>(agent.effects).size());
        Eventually.holds(() -> agent.waiting() + " wait", () -> agent.waiting() == 0);
        List<String> kinds = bot.events.stream()
                .map(event -> event.kind())
                .filter(kind -> kind.startsWith("event-"))
                .toList();
        assertEquals(60, kinds.size(), kinds::toString);
        assertEquals("event-0", kinds.get(0));
        assertEquals("event-59", kinds.get(59));
        Eventually.holds(() -> bot.waiting("host-1") + " wait", () -> bot.waiting("host-1") == 0);
    }

    @Test
    void aDeadLineIsNoticedAtBothEnds() {
        List<ChaosDialer> lines = new ArrayList<>();
        AgentBench agent = agent(
                "host-1",
                () -> {
                    ChaosDialer line = new ChaosDialer(line(), 1, 0, 0);
                    lines.add(line);
                    return line;
                },
                "1",
                "s-1");
        online("host-1");
        lines.get(0).die(true);
        long leap = TimeUnit.SECONDS.toNanos(4);
        bot.leap.addAndGet(leap);
        Eventually.holds(
                () -> bot.agent("host-1").toString(), () -> bot.agent("host-1").state() == Agent.State.SUSPECT);
        bot.leap.addAndGet(TimeUnit.SECONDS.toNanos(10));
        Eventually.holds(
                () -> bot.agent("host-1").toString(), () -> bot.agent("host-1").state() == Agent.State.OFFLINE);
        assertFalse(bot.servers().get(0).online());
        agent.leap.addAndGet(TimeUnit.SECONDS.toNanos(14));
        Eventually.holds(() -> lines.size() + " lines, " + agent.problem(), () -> lines.size() > 1);
        online("host-1");
    }

    @Test
    void theSameServerOfTwoAgentsIsTheFirstOnes() {
        agent("host-1", this::line, "1", "s-1");
        online("host-1");
        agent("host-2", this::line, "1", "s-1", "s-2");
        online("host-2");
        assertEquals(
                List.of("s-1 host-1", "s-2 host-2"),
                bot.servers().stream()
                        .map(server -> server.id() + " " + server.agent())
                        .toList());
        assertTrue(bot.agent("host-2").explanation().contains("rename"), bot.agent("host-2")::explanation);
        assertEquals(
                1,
                bot.events.stream()
                        .filter(event -> event.kind().equals("agent-server-refused"))
                        .count());
    }

    @Test
    void ofTwoVersionsTheNewerIsShown() {
        agent("host-1", this::line, "1.9.0", "s-1");
        agent("host-2", this::line, "1.10.0", "s-2");
        online("host-1");
        online("host-2");
        assertEquals(4, bot.commands().size());
        assertEquals("1.10.0", bot.commands().get(0).version());
        assertEquals(List.of("host-1", "host-2"), bot.commands().get(0).agents());
    }

    @Test
    void anAgentsCeilingHoldsWhateverTheBotSays() {
        AgentBench agent = new AgentBench(
                folder.resolve("low"),
                this::line,
                AgentBench.ceiling(Tier.ADMIN, "s-*", "ark do *"),
                "1",
                List.of("s-1", "secret-1"));
        agents.add(agent);
        agent.enrol(bot.token("low", "*", Duration.ofHours(1)), line()).start();
        online("low");
        assertEquals(1, bot.servers().size());
        assertEquals(List.of("s-1"), bot.facts().get("servers"));
        bot.order("low", "ark", "do", "s-1");
        assertEquals(Tier.ADMIN, agent.actors.get(0).tier());
        for (List<String> words : List.of(
                List.of("ark", "do", "secret-1"),
                List.of("ark", "do", "--server=secret-1"),
                List.of("ark", "job", "s-1"),
                List.of("shutdown"),
                List.of("plugin", "install", "x"))) {
            assertEquals(
                    "agent-refuses",
                    assertThrows(ReconException.class, () -> bot.order("low", words.toArray(String[]::new)))
                            .code(),
                    words::toString);
        }
        assertEquals(1, agent.effects.size());
    }

    @Test
    void whoIsShutOutIsOutAtOnceAndStaysOut() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        bot.revoke("host-1");
        Eventually.holds(
                agent::problem, () -> !agent.online() && agent.problem().contains("shut out"));
        assertEquals(Agent.State.REVOKED, bot.agent("host-1").state());
    }

    @Test
    void aTokenMakesOneAgentAndOnlyInItsTime() {
        var token = bot.token("host-1", "*", Duration.ofHours(1));
        AgentBench agent = new AgentBench(folder.resolve("a"), this::line, AgentBench.open(), "1", List.of());
        agents.add(agent);
        agent.enrol(token, line());
        assertEquals(
                "enrol-token",
                assertThrows(ReconException.class, () -> agent.enrol(token, line()))
                        .code());
        var late = bot.token("host-2", "*", Duration.ofMillis(-1));
        assertEquals(
                "enrol-token",
                assertThrows(ReconException.class, () -> agent.enrol(late, line()))
                        .code());
        assertEquals(Agent.State.NEVER_SEEN, bot.agent("host-1").state());
    }

    @Test
    void anAgentOwnsOnlyWhatItWasEnrolledFor() {
        AgentBench agent =
                new AgentBench(folder.resolve("a"), this::line, AgentBench.open(), "1", List.of("ark-1", "rust-1"));
        agents.add(agent);
        agent.enrol(bot.token("host-1", "ark-*", Duration.ofHours(1)), line()).start();
        online("host-1");
        assertEquals(1, bot.servers().size());
        assertEquals("ark-1", bot.servers().get(0).id());
        agent.event("event-x", Severity.CRITICAL, Optional.of("rust-1"));
        Eventually.holds(() -> agent.waiting() + " wait", () -> agent.waiting() == 0);
        assertTrue(
                bot.events.stream().noneMatch(event -> event.kind().equals("event-x")), "it spoke of another's server");
    }

    @Test
    void aKeyThatGrowsOldIsReplacedWithoutAnybodysDoing() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        String first = agent.key();
        agent.keyMade(1);
        agent.hangUp();
        Eventually.holds(
                agent::problem,
                () -> bot.events.stream().anyMatch(event -> event.kind().equals("agent-key-changed")));
        Eventually.holds(() -> agent.waiting() + " wait", () -> agent.waiting() == 0);
        agent.hangUp();
        Eventually.holds(agent::problem, () -> !agent.key().equals(first) && agent.online());
        agent.hangUp();
        Eventually.holds(agent::problem, this::answers);
    }

    private boolean answers() {
        try {
            return text(bot.ask("host-1", "ark", "look")).equals("seen");
        } catch (ReconException e) {
            assertEquals("agent-offline", e.code());
            return false;
        }
    }

    @Test
    void ofTwoWithTheSameKeyOneIsShutOutAndItIsSaid() {
        AgentBench agent = agent("host-1", this::line, "1", "s-1");
        online("host-1");
        String lease = agent.lease();
        agent.hangUp();
        Eventually.holds(agent::problem, () -> !agent.lease().equals(lease) && agent.online());
        online("host-1");
        // As a copy of the machine would come, made before that session.
        agent.lease(lease);
        agent.hangUp();
        Eventually.holds(
                agent::problem,
                () -> bot.events.stream().anyMatch(event -> event.kind().equals("agent-copied")));
        Eventually.holds(
                agent::problem, () -> !agent.online() && agent.problem().contains("Another installation"));
        assertEquals(Agent.State.OFFLINE, bot.agent("host-1").state());
        bot.accept("host-1");
        agent.again();
        Eventually.holds(agent::problem, agent::online);
    }
}
