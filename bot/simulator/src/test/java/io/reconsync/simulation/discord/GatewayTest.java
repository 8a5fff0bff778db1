// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real JDA makes of a gateway that does not run smoothly. */
class GatewayTest {
    private final Heard heard = new Heard();
    private DiscordSimulator discord;
    private Bot bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
    }

    private void login(GatewayIntent... intents) throws InterruptedException {
        bot = Bot.login(discord, Compression.NONE, List.of(intents), heard);
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    private JsonNode act(String body) {
        return discord.control("POST", "/gateway", body);
    }

    private int told(String what) {
        return discord.control("GET", "/gateway", "").path(what).asInt();
    }

    @Test
    void aReconnectThatWasAskedForResumes() throws Exception {
        login();
        act("{'action':'reconnect'}");
        heard.await(SessionResumeEvent.class, 1);
        assertEquals(1, told("identifies"));
        assertEquals(1, told("resumes"));
    }

    @Test
    void whatWasMissedIsToldAgain() throws Exception {
        login(GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT);
        act("{'action':'cut'}");
        discord.control("POST", "/say", "{'user':'bob','content':'while you were away'}");
        MessageReceivedEvent event = heard.await(MessageReceivedEvent.class, 1);
        assertEquals("while you were away", event.getMessage().getContentRaw());
        assertEquals(1, told("identifies"));
    }

    @Test
    void anInvalidSessionIsMadeAnew() throws Exception {
        login();
        act("{'action':'invalidate'}");
        heard.await(SessionRecreateEvent.class, 1);
        assertEquals(2, told("identifies"));
        assertEquals(4, heard.count(GuildReadyEvent.class) + heard.count(GuildAvailableEvent.class));
    }

    @Test
    void aSessionThatMayBeResumedIs() throws Exception {
        login();
        act("{'action':'invalidate','resumable':true}");
        heard.await(SessionResumeEvent.class, 1);
        assertEquals(1, told("identifies"));
    }

    @Test
    void closeCodesThatAllowItAreResumed() throws Exception {
        login();
        act("{'action':'close','code':4000}");
        heard.await(SessionResumeEvent.class, 1);
        assertEquals(
                4000,
                heard.await(SessionDisconnectEvent.class, 1)
                        .getServiceCloseFrame()
                        .getCloseCode());
    }

    @Test
    void aSessionThatTimedOutIsMadeAnew() throws Exception {
        login();
        act("{'action':'close','code':4009,'forget':true}");
        heard.await(SessionRecreateEvent.class, 1);
        assertEquals(2, told("readies"));
    }

    @Test
    void aConnectionThatSaysNothingIsGivenUp() throws Exception {
        act("{'action':'heartbeat-interval','millis':3000}");
        login();
        act("{'action':'silence'}");
        heard.await(SessionResumeEvent.class, 1);
        assertEquals(1, told("identifies"));
    }

    @Test
    void aConnectionWithoutAcksIsGivenUp() throws Exception {
        act("{'action':'heartbeat-interval','millis':3000}");
        login();
        act("{'action':'ignore-heartbeats'}");
        heard.await(SessionDisconnectEvent.class, 1);
        act("{'action':'ignore-heartbeats','on':false}");
        heard.await(SessionResumeEvent.class, 1);
        assertTrue(told("heartbeats") > 1);
    }

    @Test
    void guildsComeAndGo() throws Exception {
        login();
        discord.control("POST", "/guild-state", "{'guild':'beta','state':'unavailable'}");
        heard.await(GuildUnavailableEvent.class, 1);
        discord.control("POST", "/guild-state", "{'guild':'beta','state':'available'}");
        heard.await(GuildAvailableEvent.class, 1);
        discord.control("POST", "/guild-state", "{'guild':'beta','state':'again'}");
        discord.control("POST", "/guild", "{'name':'gamma','owner':'carol'}");
        assertEquals("gamma", heard.await(GuildJoinEvent.class, 1).getGuild().getName());
        discord.control("POST", "/guild-state", "{'guild':'gamma','state':'leave'}");
        heard.await(GuildLeaveEvent.class, 1);
        assertEquals(2, bot.jda().getGuilds().size());
    }

    @Test
    void anInteractionMayComeTwice() throws Exception {
        login();
        bot.jda()
                .getGuildById("200000000000000001")
                .upsertCommand("status", "Tells")
                .complete();
        String id = discord.control("POST", "/slash", "{'user':'bob','command':'status'}")
                .path("id")
                .asText();
        discord.control("POST", "/redeliver", "{'id':'" + id + "'}");
        assertEquals(id, heard.await(SlashCommandInteractionEvent.class, 2).getId());
    }

    @Test
    void withoutTheIntentThereIsNoText() throws Exception {
        login(GatewayIntent.GUILD_MESSAGES);
        discord.control("POST", "/say", "{'user':'bob','content':'secret'}");
        discord.control("POST", "/say", "{'user':'bob','content':'hey <@100000000000000001>'}");
        assertEquals("", heard.await(MessageReceivedEvent.class, 1).getMessage().getContentRaw());
        assertTrue(heard.await(MessageReceivedEvent.class, 2)
                .getMessage()
                .getContentRaw()
                .startsWith("hey"));
    }

    @Test
    void withoutAnyIntentThereAreNoMessagesAtAll() throws Exception {
        login();
        discord.control("POST", "/say", "{'user':'bob','content':'secret'}");
        JsonNode session =
                discord.control("GET", "/gateway", "").path("sessions").get(0);
        assertFalse(session.path("events").toString().contains("MESSAGE_CREATE"));
    }
}
