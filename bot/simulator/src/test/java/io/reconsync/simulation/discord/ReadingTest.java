// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be read, and that all of it is as Discord describes it. */
class ReadingTest {
    private static final String GUILD = "guilds/200000000000000001";
    private static final String MESSAGES = "channels/200000000000000021/messages";
    private DiscordSimulator discord;
    private Wire bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = new Wire(discord);
    }

    @AfterEach
    void stop() {
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    private JsonNode get(String path) throws Exception {
        Wire.Reply reply = bot.send("GET", path, "");
        assertEquals(200, reply.status());
        return reply.body();
    }

    @Test
    void guildsMembersRolesAndChannels() throws Exception {
        assertEquals(2, get("users/@me/guilds").size());
        assertEquals(5, get(GUILD + "/members").size());
        assertEquals(4, get(GUILD + "/roles").size());
        assertEquals(4, get(GUILD + "/channels").size());
        assertEquals(
                "bob",
                get(GUILD + "/members/110000000000000003")
                        .path("user")
                        .path("username")
                        .asText());
        assertEquals(10007, bot.send("GET", GUILD + "/members/1", "").code());
        assertEquals(10004, bot.send("GET", "guilds/1/roles", "").code());
        assertEquals("bob", get("users/110000000000000003").path("username").asText());
        assertEquals(200, bot.send("GET", "channels/200000000000000021", "").status());
    }

    @Test
    void pinsAreListedAndNoted() throws Exception {
        String id = bot.send("POST", MESSAGES, "{'content':'status'}")
                .body()
                .path("id")
                .asText();
        assertEquals(204, bot.send("PUT", MESSAGES + "/pins/" + id, "").status());
        assertEquals(204, bot.send("PUT", MESSAGES + "/pins/" + id, "").status());
        assertEquals(
                id,
                get(MESSAGES + "/pins")
                        .path("items")
                        .get(0)
                        .path("message")
                        .path("id")
                        .asText());
        assertEquals(1, get("channels/200000000000000021/pins").size());
        assertEquals(2, get(MESSAGES).size());
        assertEquals(6, get(MESSAGES).get(0).path("type").asInt());
        assertEquals(1, discord.control("GET", "/messages", "").size());
        assertEquals(204, bot.send("DELETE", MESSAGES + "/pins/" + id, "").status());
        assertEquals(0, get("channels/200000000000000021/pins").size());
    }

    @Test
    void componentsOfTheSecondKindAreNumbered() throws Exception {
        String text = "{'type':10,'content':'hello'}";
        String button = "{'type':2,'style':1,'label':'b','custom_id':'#'}";
        String section = "{'type':9,'components':[" + text + "],'accessory':" + button.replace("#", "s") + "}";
        String container = "{'type':17,'accent_color':255,'components':[" + text + "," + section
                + ",{'type':14,'divider':true,'spacing':1},{'type':1,'components':[" + button.replace("#", "r")
                + "]}]}";
        Wire.Reply sent = bot.send("POST", MESSAGES, "{'flags':32768,'components':[" + container + "]}");
        assertEquals(200, sent.status(), sent.body()::toString);
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6", "7", "8"),
                sent.body().path("components").findValuesAsText("id").stream()
                        .sorted()
                        .toList());
        assertEquals(
                50035,
                bot.send("POST", MESSAGES, "{'flags':32768,'content':'a','components':[" + text + "]}")
                        .code());
    }

    @Test
    void newestMessagesComeFirst() throws Exception {
        String first =
                bot.send("POST", MESSAGES, "{'content':'1'}").body().path("id").asText();
        String second =
                bot.send("POST", MESSAGES, "{'content':'2'}").body().path("id").asText();
        assertEquals(second, get(MESSAGES + "?limit=1").get(0).path("id").asText());
        assertEquals(
                first, get(MESSAGES + "?before=" + second).get(0).path("id").asText());
    }

    @Test
    void directMessagesHaveAChannelOfTheirOwn() throws Exception {
        Wire.Reply opened = bot.send("POST", "users/@me/channels", "{'recipient_id':'110000000000000003'}");
        String id = opened.body().path("id").asText();
        assertEquals(
                200,
                bot.send("POST", "channels/" + id + "/messages", "{'content':'psst'}")
                        .status());
        assertEquals(
                id,
                bot.send("POST", "users/@me/channels", "{'recipient_id':'110000000000000003'}")
                        .body()
                        .path("id")
                        .asText());
    }
}
