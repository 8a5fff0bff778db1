// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three seconds to acknowledge, fifteen minutes to answer, once: on a clock that only the test moves. */
class TimeRulesTest {
    private static final String COMMANDS = "applications/100000000000000001/guilds/200000000000000001/commands";
    private DiscordSimulator discord;
    private Wire bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = new Wire(discord);
        assertEquals(
                201,
                bot.send("POST", COMMANDS, "{'name':'status','description':'Tells'}")
                        .status());
    }

    @AfterEach
    void stop() {
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    private JsonNode ask() {
        return discord.control("POST", "/slash", "{'user':'carol','command':'status'}");
    }

    private Wire.Reply answer(JsonNode asked, String body) throws Exception {
        String path = "interactions/" + asked.path("id").asText() + "/interaction-"
                + asked.path("id").asText() + "-token/callback";
        return bot.send("POST", path, body);
    }

    private static String original(JsonNode asked) {
        return "webhooks/100000000000000001/interaction-" + asked.path("id").asText() + "-token/messages/@original";
    }

    private void advance(String by) {
        discord.control("POST", "/clock", "{'advance':'" + by + "'}");
    }

    @Test
    void anAnswerAfterThreeSecondsIsTooLate() throws Exception {
        JsonNode first = ask();
        advance("3s");
        assertEquals(
                204, answer(first, "{'type':4,'data':{'content':'in time'}}").status());
        JsonNode second = ask();
        advance("3001ms");
        Wire.Reply late = answer(second, "{'type':4,'data':{'content':'late'}}");
        assertEquals(404, late.status());
        assertEquals(10062, late.code());
        JsonNode seen = discord.control(
                "GET", "/interaction", "{'id':'" + second.path("id").asText() + "'}");
        assertEquals("failed", seen.path("state").asText());
        assertEquals(404, seen.path("calls").get(0).path("status").asInt());
    }

    @Test
    void aSecondAnswerIsRefused() throws Exception {
        JsonNode asked = ask();
        assertEquals(204, answer(asked, "{'type':5,'data':{'flags':64}}").status());
        Wire.Reply again = answer(asked, "{'type':4,'data':{'content':'again'}}");
        assertEquals(400, again.status());
        assertEquals(40060, again.code());
    }

    @Test
    void theTokenEndsAfterFifteenMinutes() throws Exception {
        JsonNode asked = ask();
        assertEquals(204, answer(asked, "{'type':5}").status());
        advance("15m");
        assertEquals(
                200, bot.send("PATCH", original(asked), "{'content':'done'}").status());
        advance("1ms");
        Wire.Reply late = bot.send("PATCH", original(asked), "{'content':'more'}");
        assertEquals(401, late.status());
        assertEquals(50027, late.code());
    }

    @Test
    void nothingFollowsWhatWasNeverAcknowledged() throws Exception {
        JsonNode asked = ask();
        assertEquals(
                10015, bot.send("PATCH", original(asked), "{'content':'early'}").code());
    }

    @Test
    void theFirstAnswerDecidesWhoSeesIt() throws Exception {
        JsonNode asked = ask();
        answer(asked, "{'type':5,'data':{'flags':64}}");
        String base = original(asked).replace("/messages/@original", "?wait=true");
        Wire.Reply first = bot.send("POST", base, "{'content':'public?'}");
        assertEquals(64, first.body().path("flags").asInt());
        Wire.Reply second = bot.send("POST", base, "{'content':'public'}");
        assertEquals(0, second.body().path("flags").asInt());
        String id = first.body().path("id").asText();
        Wire.Reply byToken = bot.send(
                "PATCH", "channels/200000000000000021/messages/" + id, "{'content':'hidden ones cannot be edited so'}");
        assertEquals(10008, byToken.code());
    }

    @Test
    void completionsAreAnsweredWithChoicesOnly() throws Exception {
        bot.send(
                "POST",
                COMMANDS,
                "{'name':'pick','description':'Picks','options':[{'type':3,'name':'what','description':'What','autocomplete':true}]}");
        JsonNode asked = discord.control(
                "POST", "/autocomplete", "{'user':'carol','command':'pick','option':'what','value':'a'}");
        assertEquals(50035, answer(asked, "{'type':5}").code());
        assertEquals(
                204,
                answer(asked, "{'type':8,'data':{'choices':[{'name':'A','value':'a'}]}}")
                        .status());
    }
}
