// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole scenario, with the real JDA as the bot. */
class JdaScenarioTest {
    private DiscordSimulator discord;
    private Bot bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = Bot.login(discord, Compression.ZLIB, List.of(), new ScenarioBot());
        ScenarioBot.register(bot.jda().getGuildById("200000000000000001"));
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals("[ ]", violations.toPrettyString());
    }

    private JsonNode post(String path, String body) {
        return discord.control("POST", path, body);
    }

    @Test
    void commandsAreRegisteredByOnePut() {
        JsonNode commands = discord.control("GET", "/commands", "{'guild':'alpha','name':'backup'}");
        assertEquals(1, commands.path("counts").path("puts").asInt());
        assertEquals(2, commands.path("counts").path("creates").asInt());
        assertEquals(2, commands.path("commands").size());
    }

    @Test
    void aDeferredAnswerIsEditedFollowedUpAndHasAFile() {
        JsonNode done = post(
                "/slash", "{'user':'alice','command':'backup now','options':{'server':'ark'},'wait':'followups:1'}");
        assertEquals("answered", done.path("state").asText());
        assertEquals(5, done.path("callback").asInt());
        JsonNode message = done.path("message");
        assertEquals("done: ark", message.path("content").asText());
        assertEquals(1, message.path("edits").asInt());
        assertEquals("", message.path("history").get(0).path("content").asText());
        assertEquals(
                "log.txt", message.path("attachments").get(0).path("filename").asText());
        JsonNode followup = done.path("followups").get(0);
        assertTrue(followup.path("ephemeral").asBoolean());
        assertEquals("only you see this", followup.path("content").asText());
    }

    @Test
    void completionIsOffered() {
        JsonNode done = post(
                "/autocomplete",
                "{'user':'alice','command':'backup now','option':'server','value':'ar','wait':'answered'}");
        assertEquals("ark", done.path("choices").get(0).path("value").asText());
    }

    @Test
    void aButtonOpensAFormAndTheFormIsAnswered() {
        JsonNode asked = post("/slash", "{'user':'bob','command':'ask','wait':'answered'}");
        assertTrue(asked.path("ephemeral").asBoolean());
        String message = asked.path("message").path("id").asText();
        JsonNode form =
                post("/click", "{'user':'bob','message':'" + message + "','label':'Restore','wait':'answered'}");
        assertEquals("Really?", form.path("modal").path("title").asText());
        JsonNode sent = post(
                "/modal",
                "{'interaction':'" + form.path("id").asText() + "','fields':{'name':'ark'},'wait':'answered'}");
        assertEquals("typed ark", sent.path("message").path("content").asText());
    }

    @Test
    void aButtonChangesItsMessage() {
        JsonNode asked = post("/slash", "{'user':'bob','command':'ask','wait':'answered'}");
        String message = asked.path("message").path("id").asText();
        JsonNode clicked =
                post("/click", "{'user':'bob','message':'" + message + "','custom_id':'v1:no','wait':'answered'}");
        assertEquals("cancelled", clicked.path("message").path("content").asText());
        assertEquals(0, clicked.path("message").path("components").size());
        JsonNode chosen = post("/slash", "{'user':'bob','command':'ask','wait':'answered'}");
        String other = chosen.path("message").path("id").asText();
        JsonNode selected = post(
                "/select",
                "{'user':'bob','message':'" + other + "','custom_id':'v1:mute','values':['8h'],'wait':'answered'}");
        assertEquals(
                "muted [8h] for bob", selected.path("message").path("content").asText());
    }

    @Test
    void messagesOfChannelsAreWrittenChangedReadAndDeleted() {
        var channel = bot.jda().getTextChannelById("200000000000000022");
        String id = channel.sendMessage("firing <@110000000000000003> @everyone")
                .setAllowedMentions(List.of())
                .complete()
                .getId();
        channel.editMessageById(id, "resolved").complete();
        assertEquals("resolved", channel.retrieveMessageById(id).complete().getContentRaw());
        channel.deleteMessageById(id).complete();
        JsonNode view =
                discord.control("GET", "/messages", "{'channel':'alerts'}").get(0);
        assertEquals(3, view.path("history").size());
        assertTrue(view.path("deleted").asBoolean());
        JsonNode pings = view.path("history").get(0).path("pings");
        assertEquals("{\"everyone\":false,\"roles\":[],\"users\":[]}", pings.toString());
    }

    @Test
    void theApplicationKnowsItsOwner() {
        assertEquals(
                "olivia",
                bot.jda().retrieveApplicationInfo().complete().getOwner().getName());
    }
}
