// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** The real JDA, pointed at a simulator. */
final class Bot implements AutoCloseable {
    private final JDA jda;

    private Bot(JDA jda) {
        this.jda = jda;
    }

    /** Returns when JDA has seen all guilds. */
    static Bot login(
            DiscordSimulator discord, Compression compression, List<GatewayIntent> intents, Object... listeners)
            throws InterruptedException {
        JDA jda = build(discord, discord.token(), compression, intents, listeners);
        jda.awaitReady();
        return new Bot(jda);
    }

    static JDA build(
            DiscordSimulator discord,
            String token,
            Compression compression,
            List<GatewayIntent> intents,
            Object... listeners) {
        EnumSet<GatewayIntent> wanted = EnumSet.noneOf(GatewayIntent.class);
        wanted.addAll(intents);
        return JDABuilder.createLight(token, wanted)
                .setRestConfig(new RestConfig().setBaseUrl(discord.rest().toString()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gateway().toString();
                    }
                })
                .setCompression(compression)
                .setMaxReconnectDelay(32)
                .setEnableShutdownHook(false)
                .addEventListeners(listeners)
                .build();
    }

    JDA jda() {
        return jda;
    }

    @Override
    public void close() throws InterruptedException {
        jda.shutdown();
        jda.awaitShutdown(Duration.ofSeconds(30));
        jda.getHttpClient().connectionPool().evictAll();
        jda.getHttpClient().dispatcher().executorService().shutdown();
    }
}
