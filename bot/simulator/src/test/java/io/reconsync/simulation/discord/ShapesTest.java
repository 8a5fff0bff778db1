// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Schemas;
import java.util.List;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway is not described, but the things in its events are: they are the same as those of REST. */
class ShapesTest {
    private DiscordSimulator discord;
    private Bot bot;
    private Schemas schemas;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = Bot.login(
                discord,
                Compression.NONE,
                List.of(GatewayIntent.GUILD_MEMBERS, GatewayIntent.GUILD_MESSAGES),
                new ScenarioBot());
        ScenarioBot.register(bot.jda().getGuildById("200000000000000001"));
        schemas = new Schemas(new OpenApi());
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
        discord.close();
    }

    private JsonNode events(String type) {
        JsonNode events = discord.control("GET", "/events", "{'type':'" + type + "'}");
        assertTrue(events.size() > 0, "no " + type);
        return events;
    }

    private void is(String schema, JsonNode value) {
        assertEquals("", schemas.check(schema, value), value::toPrettyString);
    }

    @Test
    void guilds() {
        for (JsonNode event : events("GUILD_CREATE")) {
            JsonNode guild = event.path("d");
            guild.path("roles").forEach(role -> is("GuildRoleResponse", role));
            guild.path("members").forEach(member -> is("GuildMemberResponse", member));
            for (JsonNode channel : guild.path("channels")) {
                is("GuildChannelResponse", channel);
            }
            assertTrue(guild.path("members").size() >= 3);
        }
    }

    @Test
    void messages() {
        discord.control("POST", "/say", "{'user':'bob','content':'hello <@110000000000000004>'}");
        ObjectNode message = events("MESSAGE_CREATE").get(0).path("d").deepCopy();
        message.remove("member");
        message.remove("guild_id");
        is("MessageResponse", message);
    }

    @Test
    void interactions() {
        JsonNode asked =
                discord.control("POST", "/slash", "{'user':'bob','command':'ask','locale':'de','wait':'answered'}");
        String message = asked.path("message").path("id").asText();
        discord.control(
                "POST", "/click", "{'user':'bob','message':'" + message + "','label':'Restore','wait':'answered'}");
        JsonNode events = events("INTERACTION_CREATE");
        JsonNode slash = events.get(0).path("d");
        is("UserResponse", slash.path("member").path("user"));
        is("MessageResponse", events.get(1).path("d").path("message"));
        assertEquals("de", slash.path("locale").asText());
        for (String field : List.of(
                "id",
                "application_id",
                "type",
                "data",
                "guild",
                "guild_id",
                "channel",
                "channel_id",
                "member",
                "token",
                "version",
                "app_permissions",
                "guild_locale",
                "entitlements",
                "authorizing_integration_owners",
                "context",
                "attachment_size_limit")) {
            assertTrue(slash.has(field), field);
        }
    }
}
