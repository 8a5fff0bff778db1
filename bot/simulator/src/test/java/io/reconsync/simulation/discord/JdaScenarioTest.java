// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.Test;

/** The scenario with the real JDA. */
class JdaScenarioTest extends Scenario {
    private Bot bot;

    @Override
    void login(DiscordSimulator simulator) throws Exception {
        bot = Bot.login(simulator, Compression.ZLIB, List.of(), new ScenarioBot());
        ScenarioBot.register(bot.jda().getGuildById("200000000000000001"));
    }

    @Override
    void logout() throws Exception {
        bot.close();
    }

    @Test
    void theApplicationKnowsItsOwner() {
        assertEquals(
                "olivia",
                bot.jda().retrieveApplicationInfo().complete().getOwner().getName());
    }
}
