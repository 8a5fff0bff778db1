// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a bot does with members, whatever library it is made with. The bots of all libraries answer alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Scenario {
    private DiscordSimulator discord;

    /** Logs in and registers the commands. */
    abstract void login(DiscordSimulator simulator) throws Exception;

    abstract void logout() throws Exception;

    /** One bot for all tests: to start one is most of the work. */
    @BeforeEach
    void start() throws Exception {
        if (discord == null) {
            DiscordSimulator started = DiscordSimulator.start(Options.standard());
            try {
                login(started);
                discord = started;
            } finally {
                if (discord == null) {
                    started.close();
                }
            }
        }
    }

    @AfterEach
    void judge() {
        if (discord != null) {
            JsonNode violations = discord.control("GET", "/violations", "");
            assertEquals(0, violations.size(), violations::toPrettyString);
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (discord != null) {
            logout();
            discord.close();
        }
    }

    private JsonNode post(String path, String body) {
        return discord.control("POST", path, body);
    }

    @Test
    void commandsAreRegisteredByOnePut() {
        JsonNode commands = discord.control("GET", "/commands", "{'guild':'alpha','name':'backup'}");
        assertEquals(1, commands.path("counts").path("puts").asInt());
        assertEquals(3, commands.path("counts").path("creates").asInt());
        assertEquals(3, commands.path("commands").size());
    }

    @Test
    void aDeferredAnswerIsEditedFollowedUpAndHasAFile() {
        JsonNode done = post(
                "/slash", "{'user':'alice','command':'backup now','options':{'server':'ark'},'wait':'followups:1'}");
        String id = done.path("id").asText();
        JsonNode same = discord.control("GET", "/interaction", "{'id':'" + id + "','wait':'contains:done: ark'}");
        assertEquals(done, same);
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
        JsonNode done = post("/slash", "{'user':'carol','command':'post','wait':'answered'}");
        assertEquals("read resolved", done.path("message").path("content").asText());
        JsonNode view =
                discord.control("GET", "/messages", "{'channel':'alerts'}").get(0);
        assertEquals(
                "[\"create\",\"edit\",\"pin\",\"delete\"]",
                Json.strings(view.path("history").findValuesAsText("action")).toString());
        assertEquals("node: what", view.path("embeds").get(0).path("title").asText());
        JsonNode pings = view.path("history").get(0).path("pings");
        assertEquals("{\"everyone\":false,\"roles\":[],\"users\":[]}", pings.toString());
    }
}
