// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.control.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bot may not do, and what Discord's client does not let a member do. */
class PermissionsTest {
    private static final String COMMANDS = "applications/100000000000000001/guilds/200000000000000001/commands";
    private static final String MESSAGES = "channels/200000000000000022/messages";
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

    @Test
    void deniedChannelsAreRefusedWithTheirCodes() throws Exception {
        String id =
                bot.send("POST", MESSAGES, "{'content':'a'}").body().path("id").asText();
        discord.control("POST", "/deny", "{'channel':'alerts','denied':['send','pins','webhooks']}");
        assertEquals(50013, bot.send("POST", MESSAGES, "{'content':'b'}").code());
        assertEquals(50013, bot.send("PUT", MESSAGES + "/pins/" + id, "").code());
        assertEquals(
                50013,
                bot.send("POST", "channels/200000000000000022/webhooks", "{'name':'h'}")
                        .code());
        assertEquals(
                200, bot.send("PATCH", MESSAGES + "/" + id, "{'content':'c'}").status());
        discord.control("POST", "/deny", "{'channel':'alerts','denied':['view']}");
        assertEquals(50001, bot.send("GET", MESSAGES + "/" + id, "").code());
        discord.control("POST", "/deny", "{'channel':'alerts','denied':[]}");
        assertEquals(204, bot.send("PUT", MESSAGES + "/pins/" + id, "").status());
    }

    @Test
    void goneThingsHaveTheirCodes() throws Exception {
        assertEquals(10008, bot.send("GET", MESSAGES + "/1", "").code());
        assertEquals(10003, bot.send("GET", "channels/1/messages", "").code());
        assertEquals(10063, bot.send("GET", COMMANDS + "/1", "").code());
        assertEquals(
                50001,
                bot.send("GET", COMMANDS.replace("200000000000000001", "1"), "").code());
        String id =
                bot.send("POST", MESSAGES, "{'content':'a'}").body().path("id").asText();
        discord.control("DELETE", "/message", "{'message':'" + id + "'}");
        assertEquals(
                10008, bot.send("PATCH", MESSAGES + "/" + id, "{'content':'b'}").code());
    }

    @Test
    void aWrongTokenIsUnauthorized() throws Exception {
        assertEquals(
                401,
                new Wire(discord.rest(), "Bot wrong")
                        .send("GET", "users/@me", "")
                        .status());
        assertEquals(
                200, new Wire(discord.rest(), "").send("GET", "gateway", "").status());
    }

    @Test
    void membersSeeWhatTheirRolesShow() throws Exception {
        bot.send(
                "PUT",
                COMMANDS,
                "[{'name':'admin','description':'d','default_member_permissions':32},"
                        + "{'name':'owner','description':'d','default_member_permissions':0},"
                        + "{'name':'all','description':'d'}]");
        assertEquals("pending", slash("alice", "admin").path("state").asText());
        assertEquals("pending", slash("olivia", "owner").path("state").asText());
        assertEquals("pending", slash("carol", "all").path("state").asText());
        assertTrue(refused("carol", "admin").contains("not shown"));
        assertTrue(refused("alice", "owner").contains("not shown"));
        assertTrue(refused("carol", "none").contains("not registered"));
        discord.control("POST", "/member", "{'user':'carol','roles':['admin']}");
        assertEquals("pending", slash("carol", "admin").path("state").asText());
    }

    private JsonNode slash(String user, String command) {
        return discord.control("POST", "/slash", "{'user':'" + user + "','command':'" + command + "'}");
    }

    private String refused(String user, String command) {
        Refused refused = assertThrows(Refused.class, () -> slash(user, command));
        assertEquals(409, refused.status());
        return refused.getMessage();
    }
}
