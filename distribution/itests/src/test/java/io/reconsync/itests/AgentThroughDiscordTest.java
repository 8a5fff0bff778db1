// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member of Discord, a bot, an agent and its game: four processes and a chain through all of them. */
class AgentThroughDiscordTest {
    private static final Duration GENEROUS = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void aMemberBacksUpAServerThatRunsOnAnotherMachine() throws Exception {
        try (Discord discord = Discord.start(folder);
                Product bot = Product.unpack("bot");
                Product agent = Product.unpack("agent")) {
            int port = Played.port();
            give(bot.home().resolve("secrets/discord"), discord.token() + "\n");
            give(
                    bot.home().resolve("conf/reconsync.yaml"),
                    "name: bot-1\nlink: {listen: \"127.0.0.1:" + port + "\", beat: 2s}\n" + discord.section());
            give(
                    agent.home().resolve("conf/reconsync.yaml"),
                    "name: host-1\nlink: {bot: \"wss://127.0.0.1:" + port + "\"}\n");
            sandbox(agent);
            Process process = bot.start("run");
            agent.start("run");
            enrol(bot, agent);
            discord.command("server");

            JsonNode started = discord.slash("alice", "server start", Map.of("server", Sandbox.ID));
            discord.shows(started, "\u2705");
            bot.await(GENEROUS, ran -> "running".equals(Ran.find(servers(ran), "state")), "status", "--json");

            JsonNode agents = discord.slash("olivia", "agent list", Map.of());
            assertTrue(Discord.content(agents).contains("host-1"), agents::toString);
            JsonNode status = discord.slash("carol", "status", Map.of());
            assertTrue(Discord.content(status).contains("**sandbox-1** running"), status::toString);

            JsonNode backup = discord.slash("alice", "backup now", Map.of("server", Sandbox.ID));
            String done = discord.shows(backup, "\u2705");
            assertTrue(done.contains("verified"), done);
            Ran there = agent.run("backup", "show", Sandbox.ID, "latest", "--json");
            assertEquals("confirmed", Ran.find(there.json(), "grade"), there::toString);
            JsonNode list = discord.slash("carol", "backup list", Map.of("server", Sandbox.ID));
            assertTrue(Discord.content(list).contains("confirmed, verified"), list::toString);

            JsonNode counts = discord.command("backup").path("counts");
            process.destroyForcibly().waitFor();
            bot.start("run");
            online(bot);
            Until.holds(
                    "the bot's look at its commands",
                    () -> discord.command("backup").path("counts").toString(),
                    () -> discord.command("backup").path("counts").path("gets").asInt()
                            > counts.path("gets").asInt());
            JsonNode second = discord.slash("alice", "backup now", Map.of("server", Sandbox.ID));
            discord.shows(second, "\u2705");
            JsonNode after = discord.command("backup").path("counts");
            for (String write : List.of("puts", "posts", "patches", "creates")) {
                assertEquals(counts.path(write), after.path(write), after::toString);
            }
            assertEquals("[]", discord.get("/violations").toString());
        }
    }

    private static void sandbox(Product agent) throws Exception {
        Path plugin = agent.home().resolve("plugins/sandbox.jar");
        Files.copy(Installation.ROOT.resolve("plugins/sandbox/target/sandbox-0.1.0.jar"), plugin);
        Ordinary.user().give(plugin);
        Path install = Files.createDirectories(agent.beside("game"));
        Path proof = Files.createDirectories(agent.beside("proof"));
        Ordinary.user().give(install);
        Ordinary.user().give(proof);
        give(agent.home().resolve("conf/servers/sandbox.yaml"), Sandbox.settings(install, proof, 8));
    }

    private static void enrol(Product bot, Product agent) throws Exception {
        Ran made = bot.await(GENEROUS, ran -> ran.exit() == 0, "enroll", "--new", "--json");
        Path token = give(agent.beside("secret/token"), String.valueOf(Ran.find(made.json(), "token")));
        agent.await(GENEROUS, ran -> ran.exit() == 0, "enroll", "--file", token.toString());
        online(bot);
    }

    private static void online(Product bot) throws Exception {
        bot.await(
                GENEROUS,
                ran -> "online".equals(Ran.find(ran.json(), "state"))
                        && ran.out().contains(Sandbox.ID),
                "agent",
                "list",
                "--json");
    }

    private static Object servers(Ran status) {
        return ((Map<?, ?>) status.json()).get("servers");
    }

    private static Path give(Path file, String text) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Ordinary.user().give(file.getParent());
        Files.writeString(file, text);
        Ordinary.user().give(file);
        return file;
    }
}
