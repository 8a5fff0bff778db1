// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every way between the two ends has to do. */
abstract class TransportContract {
    private final BlockingQueue<Heard> arrived = new LinkedBlockingQueue<>();
    private boolean greedy = true;
    private Entrance entrance;
    private Dialer dialer;

    /** The bot's end; not yet open. */
    abstract Entrance entrance();

    /** A way to it, once it is open. */
    abstract Dialer dialer(Entrance open);

    @BeforeEach
    void open() {
        entrance = entrance();
        entrance.open(() -> {
            Heard heard = new Heard(greedy);
            arrived.add(heard);
            return heard;
        });
        dialer = dialer(entrance);
    }

    @AfterEach
    void close() {
        dialer.close();
        entrance.close();
    }

    private record Pair(Heard agent, Heard bot) {}

    private Pair pair(boolean greedyAgent) throws InterruptedException {
        Heard agent = new Heard(greedyAgent);
        dialer.dial(agent, Deadline.after(Duration.ofSeconds(60)));
        Heard bot = arrived.poll(60, TimeUnit.SECONDS);
        agent.channel();
        bot.channel();
        return new Pair(agent, bot);
    }

    @Test
    void textsArriveWholeAndInOrderBothWays() throws InterruptedException {
        Pair pair = pair(true);
        List<String> texts = new ArrayList<>(
                IntStream.range(0, 500).mapToObj(i -> "text " + i).toList());
        texts.add("ünïcödé 🦖 \u0000 \r\n");
        texts.add("x".repeat(Frames.LONGEST));
        for (String text : texts) {
            assertTrue(pair.agent().channel().send(text));
            assertTrue(pair.bot().channel().send(text));
        }
        pair.bot().awaitTexts(texts.size());
        pair.agent().awaitTexts(texts.size());
        assertEquals(texts, pair.bot().texts());
        assertEquals(texts, pair.agent().texts());
    }

    @Test
    void nothingComesThatWasNotAskedFor() throws InterruptedException {
        greedy = false;
        Pair pair = pair(true);
        for (int i = 0; i < 20; i++) {
            pair.agent().channel().send("text " + i);
        }
        for (int i = 1; i <= 20; i++) {
            pair.bot().awaitTexts(i);
            assertEquals(i, pair.bot().texts().size());
            pair.bot().more();
        }
    }

    @Test
    void anEndIsHeardAtBothEndsOnceWithItsReason() throws InterruptedException {
        Pair pair = pair(true);
        pair.bot().channel().close("because");
        assertEquals("because", pair.bot().awaitEnd());
        assertEquals("because", pair.agent().awaitEnd());
        pair.agent().channel().close("again");
        pair.bot().channel().close("again");
        assertFalse(pair.bot().channel().send("late"));
        assertFalse(pair.agent().channel().send("late"));
        Pair other = pair(true);
        other.agent().channel().close("the agent ends");
        assertEquals("the agent ends", other.bot().awaitEnd());
        assertEquals(List.of("because"), pair.agent().ends());
        assertEquals(List.of("because"), pair.bot().ends());
        assertEquals(List.of(), pair.agent().texts());
    }

    @Test
    void whoDoesNotReadIsCutOffInsteadOfFillingTheMemory() throws InterruptedException {
        greedy = false;
        Pair pair = pair(true);
        String text = "x".repeat(Frames.LONGEST);
        boolean open = true;
        for (int i = 0; open && i < 1000; i++) {
            open = pair.agent().channel().send(text);
        }
        assertFalse(open, "250 MB were taken for somebody who does not read");
        pair.agent().awaitEnd();
    }

    @Test
    void theEndOfTheBotEndsAllAndLetsNobodyIn() throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pairs.add(pair(true));
        }
        entrance.close();
        for (Pair pair : pairs) {
            pair.agent().awaitEnd();
            pair.bot().awaitEnd();
        }
        Heard late = new Heard(true);
        ReconException refused =
                assertThrows(ReconException.class, () -> dialer.dial(late, Deadline.after(Duration.ofSeconds(30))));
        assertEquals("link-unreachable", refused.code());
    }

    @Test
    void bothEndsAgreeWhatTheConnectionIs() throws InterruptedException {
        Pair pair = pair(true);
        assertEquals(pair.bot().channel().binding(), pair.agent().channel().binding());
    }
}
