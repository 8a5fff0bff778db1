// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways a login ends. */
class LoginTest {
    private final Heard heard = new Heard();
    private DiscordSimulator discord;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
    }

    @AfterEach
    void stop() {
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    @Test
    void compressedAndPlainBothReachReady() throws Exception {
        for (Compression compression : List.of(Compression.ZLIB, Compression.NONE)) {
            try (Bot bot = Bot.login(discord, compression, List.of(GatewayIntent.GUILD_MEMBERS), heard)) {
                assertEquals(2, bot.jda().getGuilds().size());
                assertEquals(5, bot.jda().getGuildById("200000000000000001").getMemberCount());
            }
        }
        assertEquals(2, discord.control("GET", "/gateway", "").path("readies").asInt());
    }

    @Test
    void aPrivilegedIntentThatIsNotSwitchedOnIsFatal() throws Exception {
        discord.control("POST", "/gateway", "{'action':'privileged-off'}");
        Bot.build(discord, discord.token(), Compression.NONE, List.of(GatewayIntent.MESSAGE_CONTENT), heard);
        assertEquals(
                CloseCode.DISALLOWED_INTENTS,
                heard.await(ShutdownEvent.class, 1).getCloseCode());
    }

    @Test
    void aTokenThatTheGatewayRefusesIsFatal() throws Exception {
        discord.control("POST", "/gateway", "{'action':'refuse-identify','code':4004}");
        Bot.build(discord, discord.token(), Compression.NONE, List.of(), heard);
        assertEquals(
                CloseCode.AUTHENTICATION_FAILED,
                heard.await(ShutdownEvent.class, 1).getCloseCode());
    }

    @Test
    void aTokenThatNobodyKnowsIsRefusedBeforeTheGateway() {
        Assertions.assertThrows(
                InvalidTokenException.class, () -> Bot.build(discord, "wrong", Compression.NONE, List.of(), heard));
        assertEquals(
                0, discord.control("GET", "/gateway", "").path("identifies").asInt());
    }

    @Test
    void aLateHelloIsWaitedFor() throws Exception {
        discord.control("POST", "/gateway", "{'action':'hold-hello'}");
        JDA jda = Bot.build(discord, discord.token(), Compression.NONE, List.of(), heard);
        discord.control("GET", "/gateway", "{'readies':1}");
        discord.control("POST", "/gateway", "{'action':'release-hello'}");
        heard.await(ReadyEvent.class, 1);
        assertTrue(jda.getGuilds().size() == 2);
        jda.shutdownNow();
    }
}
