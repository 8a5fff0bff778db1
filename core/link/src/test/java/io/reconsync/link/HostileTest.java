// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.runtime.Event;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.link.bot.BotBench;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.transport.Dialer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot takes from those at its door, and from agents that turn bad: nothing. */
class HostileTest {
    @TempDir
    Path folder;

    private final AgentKey key = AgentKey.make();
    private BotBench bot;
    private String agent;

    @BeforeEach
    void begin() {
        bot = new BotBench(folder);
        agent = new Stranger(line()).enrol(key, bot.token("host-1", "*", Duration.ofHours(1)));
    }

    @AfterEach
    void end() {
        bot.close();
    }

    private Dialer line() {
        return bot.entrance().dialer();
    }

    private void online() {
        Eventually.holds(
                () -> bot.agent("host-1").toString(), () -> bot.agent("host-1").state() == Agent.State.ONLINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"t\":\"hello\"}",
                "{\"t\":\"enrol\",\"d\":{\"protocol\":1}}",
                "{\"t\":\"reconcile\",\"d\":{\"lease\":\"x\"}}",
                "{\"t\":\"order\",\"s\":1,\"d\":{}}",
                "{\"t\":\"ack\",\"d\":{\"epoch\":1,\"seq\":99}}",
                "{\"t\":\"welcome\",\"d\":{}}",
                "{\"t\":\"hello\",\"d\":{\"protocol\":\"1\"}}",
            })
    void whoSaysNonsenseAtTheDoorIsShownOut(String text) {
        new Stranger(line()).says(text).out();
        new Stranger(line()).session(key, agent);
        online();
    }

    @Test
    void whoSaysTooMuchAtTheDoorIsShownOut() {
        String long8k = "{\"t\":\"hello\",\"d\":{\"x\":\"" + "x".repeat(9_000) + "\"}}";
        assertTrue(new Stranger(line()).says(long8k).out().contains("characters"));
    }

    @Test
    void whoSaysNothingAtTheDoorIsShownOut() {
        Stranger silent = new Stranger(line());
        bot.leap.addAndGet(Duration.ofSeconds(11).toNanos());
        assertTrue(silent.out().contains("in time"), silent::out);
    }

    @Test
    void aProofOfAnotherKeyAnotherTimeOrAnotherAgentIsWorthNothing() {
        assertEquals(
                "agent-unproven",
                new Stranger(line()).hello(AgentKey.make(), agent, "none").refused());
        Stranger first = new Stranger(line());
        String nonce = first.await("challenge").text("nonce", 64);
        assertEquals(
                "agent-unproven",
                new Stranger(line()).hello(key, agent, "none", nonce).refused());
        assertEquals(
                "agent-unknown",
                new Stranger(line()).hello(key, "0190-forged", "none").refused());
        assertEquals(Agent.State.NEVER_SEEN, bot.agent("host-1").state());
    }

    @Test
    void whoIsShutOutDoesNotGetInWithTheRightKey() {
        bot.revoke("host-1");
        assertEquals(
                "agent-revoked", new Stranger(line()).hello(key, agent, "none").refused());
    }

    @Test
    void theDoorHoldsOnlySoManyStrangers() {
        List<Stranger> strangers = new ArrayList<>();
        // The one that enrolled is still there.
        for (int i = 0; i < 63; i++) {
            strangers.add(new Stranger(line()));
        }
        Receiving late = new Receiving(line());
        assertEquals("link-busy", late.refused());
        bot.leap.addAndGet(Duration.ofSeconds(11).toNanos());
        strangers.forEach(Stranger::out);
        new Stranger(line()).session(key, agent);
        online();
    }

    /** An agent whose frames claim what they may not: each is without effect, and the agent stays what it is. */
    @Test
    void whatAnAgentSaysIsAboutItselfOnly() {
        Stranger bad = new Stranger(line()).session(key, agent);
        online();
        String foreign = bot.orderLater("host-1", 60_000, "ark", "do");
        AgentKey otherKey = AgentKey.make();
        String other = new Stranger(line()).enrol(otherKey, bot.token("host-2", "*", Duration.ofHours(1)));
        Stranger second = new Stranger(line()).session(otherKey, other);
        List<Frame> forged = List.of(
                new Frame("done", 1, Body.of("id", foreign, "aid", agent, "result", result())),
                new Frame("outcome", 2, Body.of("id", foreign, "state", "succeeded", "text", "x", "progress", 1L)),
                new Frame("event", 3, event("s-of-host-1")),
                new Frame("event", 4, Body.of("kind", "NO KIND", "severity", "info", "text", "x")),
                new Frame("key", 5, Body.of("key", otherKey.open(), "old", "x", "new", "y")),
                new Frame("unheard-of", 6, Body.EMPTY),
                new Frame("taken", 7, Body.of("id", foreign, "result", "x")));
        forged.forEach(frame -> second.says(second.frames.write(frame)));
        Eventually.holds(
                () -> "heard " + second.heard,
                () -> second.heard.stream()
                        .anyMatch(frame ->
                                frame.type().equals("ack") && frame.body().number("seq", 0, 99) == 7));
        assertEquals("SENT", bot.state(foreign));
        assertTrue(bot.events.stream().map(Event::kind).noneMatch(kind -> kind.equals("forged")), bot.events::toString);
        assertEquals(Agent.State.ONLINE, bot.agent("host-2").state());
    }

    private static Map<String, Object> result() {
        return Body.of("parts", List.of(), "data", Map.of(), "exit", 0L, "schema", "text")
                .values();
    }

    private static Body event(String server) {
        return Body.of("kind", "forged", "severity", "critical", "server", server, "text", "x");
    }

    @Test
    void placesThatDoNotFitEndTheSessionAndTheNextOneGoesOn() {
        for (String text : List.of(
                "{\"t\":\"event\",\"s\":5,\"d\":{}}",
                "{\"t\":\"ack\",\"d\":{\"epoch\":1,\"seq\":99}}",
                "{\"t\":\"state\",\"d\":{\"servers\":7}}",
                "{\"t\":\"state\",\"d\":{\"servers\":[{\"id\":\"s-1\"}]}}",
                "{\"t\":\"state\",\"d\":{\"servers\":[{\"id\":\"s-1\",\"game\":\"g\","
                        + "\"state\":\"fine\",\"explanation\":\"\"}]}}",
                "{\"t\":\"progress\",\"d\":{\"id\":\"x\"}}")) {
            bot.accept("host-1");
            new Stranger(line()).session(key, agent).says(text).out();
            assertEquals(List.of(), bot.servers(), text);
        }
        bot.accept("host-1");
        new Stranger(line()).session(key, agent);
        online();
    }

    @Test
    void aFloodIsReadAtItsPaceAndDisturbsNobody() {
        Stranger flood = new Stranger(line()).session(key, agent);
        AgentKey otherKey = AgentKey.make();
        String other = new Stranger(line()).enrol(otherKey, bot.token("host-2", "*", Duration.ofHours(1)));
        String frame = flood.frames.write(Frame.of("noise", "x", "y".repeat(200)));
        for (int i = 0; !flood.isOut() && i < 200_000; i++) {
            flood.says(frame);
        }
        assertTrue(flood.out().contains("slow") || flood.isOut(), "200,000 frames were taken without a pause");
        new Stranger(line()).session(otherKey, other);
        Eventually.holds(
                () -> bot.agent("host-2").toString(), () -> bot.agent("host-2").state() == Agent.State.ONLINE);
    }

    /** Each mutation of what agents say either has its sound effect or none, and the bot serves on. */
    @Test
    void mutatedFramesOfAnAgentAreContained() {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            bot.accept("host-1");
            Stranger bad = new Stranger(line()).session(key, agent);
            String sound = bad.frames.write(new Frame(
                    random.nextBoolean() ? "event" : "outcome",
                    random.nextInt(3),
                    Body.of(
                            "kind",
                            "k",
                            "severity",
                            "info",
                            "text",
                            "x",
                            "id",
                            "i",
                            "state",
                            "failed",
                            "values",
                            Map.of())));
            StringBuilder text = new StringBuilder(sound);
            for (int i = 0; i < 3; i++) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            bad.says(text.toString())
                    .says("{\"t\":\"bye\",\"d\":{\"why\":\"round over\"}}")
                    .out();
        }
        bot.accept("host-1");
        new Stranger(line()).session(key, agent);
        online();
    }

    @Test
    void aFrameThatIsTooLongEndsTheSession() {
        Stranger bad = new Stranger(line()).session(key, agent);
        bad.says("{\"t\":\"state\",\"d\":{\"x\":\"" + "x".repeat(Frames.LONGEST) + "\"}}");
        assertTrue(bad.out().contains("characters"), bad::out);
    }
}
