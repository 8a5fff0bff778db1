// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is not blind: what Discord does not know is written down. */
class ViolationsTest {
    private DiscordSimulator discord;
    private Wire bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = new Wire(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|users/@me/secrets||route|Discord has no such route",
                "GET|sticker-packs||route|not simulated",
                "GET|../v9/users/@me||route|Discord has no such route",
                "POST|channels/200000000000000021/messages|{'content':'a','colour':1}|request|colour",
                "POST|channels/200000000000000021/messages|{'content':7}|request|/content",
                "POST|channels/200000000000000021/messages|{'content':'a','embeds':[{'title':'t','size':1}]}|request|size",
                "POST|channels/200000000000000021/messages||request|no body",
                "GET|users/@me?verbose=1||request|unknown parameter verbose",
                "PUT|applications/100000000000000001/guilds/200000000000000001/commands|[{'name':'a','description':'d','hidden':true}]|request|hidden",
                "POST|channels/200000000000000021/messages|{broken|request|invalid JSON"
            })
    void whatIsNotDescribed(String method, String path, String body, String kind, String said) throws Exception {
        bot.send(method, path, body == null ? "" : body);
        JsonNode violations = discord.control("GET", "/violations", "");
        assertTrue(violations.size() > 0);
        assertEquals(kind, violations.get(0).path("kind").asText());
        String message = violations.get(0).path("message").asText();
        assertTrue(message.contains(said), message);
        discord.control("DELETE", "/violations", "");
        assertEquals(0, discord.control("GET", "/violations", "").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{'embeds':['x']}",
                "{'embeds':[{'fields':['x']}]}",
                "{'components':['x']}",
                "{'components':[{'type':1,'components':[7]}]}",
                "{'components':'x'}",
                "{'content':{}}",
                "{'attachments':[1]}",
                "{'flags':'x','content':'a','embeds':{}}",
                "{'message_reference':7,'content':'a'}",
                "{'nonce':{},'content':'a'}"
            })
    void nonsenseIsRefusedAndNeverBreaksTheSimulator(String body) throws Exception {
        int status =
                bot.send("POST", "channels/200000000000000021/messages", body).status();
        assertTrue(status == 400 || status == 200, "" + status);
        JsonNode violations = discord.control("GET", "/violations", "");
        assertTrue(violations.findValuesAsText("kind").contains("request"), violations::toPrettyString);
        assertFalse(violations.findValuesAsText("kind").contains("simulator"), violations::toPrettyString);
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws Exception {
        assertEquals(
                50035,
                bot.send("GET", "channels/200000000000000021/messages?limit=x", "")
                        .code());
    }

    @Test
    void whatIsDescribedLeavesNoTrace() throws Exception {
        assertEquals(200, bot.send("GET", "users/@me", "").status());
        assertEquals(200, bot.send("GET", "applications/@me", "").status());
        assertEquals(200, bot.send("GET", "gateway/bot", "").status());
        assertEquals(0, discord.control("GET", "/violations", "").size());
    }
}
