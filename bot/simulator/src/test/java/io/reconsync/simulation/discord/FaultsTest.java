// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that goes wrong, as the real JDA sees it. */
class FaultsTest {
    private static final String POST = "POST /channels/{channel_id}/messages";
    private DiscordSimulator discord;
    private Bot bot;
    private TextChannel channel;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = Bot.login(discord, Compression.NONE, List.of());
        channel = bot.jda().getTextChannelById("200000000000000022");
    }

    @AfterEach
    void stop() throws Exception {
        discord.control("DELETE", "/faults", "");
        bot.close();
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    private void fault(String rest) {
        discord.control("POST", "/fault", "{'method':'POST','route':'/messages'," + rest + "}");
    }

    private int answered(int status) {
        return discord.control("GET", "/requests", "{'method':'POST','route':'/messages','status':" + status + "}")
                .size();
    }

    private void send() throws Exception {
        channel.sendMessage("hello").submit().get(120, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind':'rate-limit','retry_after':0.3",
                "'kind':'rate-limit','retry_after':0.3,'scope':'global'",
                "'kind':'rate-limit','retry_after':0.3,'scope':'shared'",
                "'kind':'cloudflare','retry_after':1"
            })
    void aRateLimitIsWaitedOut(String kind) throws Exception {
        fault(kind);
        send();
        assertEquals(1, answered(429));
        assertEquals(1, answered(200));
    }

    @Test
    void aServerThatFailsForAWhileIsAskedAgain() throws Exception {
        fault("'status':502,'times':2");
        send();
        assertEquals(2, answered(502));
        assertEquals(
                1, discord.control("GET", "/messages", "{'channel':'alerts'}").size());
    }

    @Test
    void aRefusalHasItsCode() {
        fault("'status':400,'code':30046,'message':'Maximum number of edits to messages older than 1 hour reached.'");
        ErrorResponseException refused = assertThrows(
                ErrorResponseException.class, () -> channel.sendMessage("a").complete());
        assertEquals(30046, refused.getErrorCode());
    }

    @Test
    void aLostAnswerWasDoneAllTheSameAndItsNonceKeepsItSingle() throws Exception {
        fault("'kind':'lose'");
        CompletableFuture<Message> sent = channel.sendMessage("once").submit();
        sent.handle((message, failure) -> message).get(120, TimeUnit.SECONDS);
        assertEquals(
                1, discord.control("GET", "/messages", "{'channel':'alerts'}").size());
        assertEquals(1, discord.control("GET", "/faults", "").get(0).path("hit").asInt());
    }

    @Test
    void aHeldRequestGoesOnWhenTheFaultIsTakenBack() throws Exception {
        fault("'kind':'hold'");
        CompletableFuture<Message> sent = channel.sendMessage("slow").submit();
        discord.control("GET", "/messages", "{'channel':'alerts','count':1}");
        assertTrue(!sent.isDone());
        discord.control("DELETE", "/faults", "");
        assertEquals("slow", sent.get(60, TimeUnit.SECONDS).getContentRaw());
    }

    @Test
    void bucketsHoldBackWhoeverIsTooFast() throws Exception {
        discord.control("POST", "/buckets", "{'route':'" + POST + "','limit':2,'per_ms':1500}");
        List<CompletableFuture<Message>> all = List.of(
                channel.sendMessage("1").submit(),
                channel.sendMessage("2").submit(),
                channel.sendMessage("3").submit(),
                channel.sendMessage("4").submit(),
                channel.sendMessage("5").submit());
        for (CompletableFuture<Message> one : all) {
            one.get(120, TimeUnit.SECONDS);
        }
        assertEquals(
                5, discord.control("GET", "/messages", "{'channel':'alerts'}").size());
        discord.control("POST", "/buckets", "{'route':'" + POST + "','limit':2,'per_ms':600000}");
        Wire wire = new Wire(discord);
        String other = "channels/200000000000000023/messages";
        assertEquals(200, wire.send("POST", other, "{'content':'1'}").status());
        assertEquals(200, wire.send("POST", other, "{'content':'2'}").status());
        Wire.Reply refused = wire.send("POST", other, "{'content':'3'}");
        assertEquals(429, refused.status());
        assertTrue(Integer.parseInt(
                        refused.raw().headers().firstValue("Retry-After").orElseThrow())
                > 1);
    }
}
