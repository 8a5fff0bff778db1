// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bot and an agent, two processes out of two archives: enrolled, asked, killed, shut out. */
class LinkTest {
    private static final Duration GENEROUS = Duration.ofMinutes(3);
    private static final String SERVER = "plain-1";
    /** Stops slowly, so that there is something to cut short. */
    private static final String GAME = """
            game: plain
            name: A script
            process:
              names: [sh]
              ready: '^up$'
              start: [sh, -c, 'trap "sleep 8; exit 0" TERM; echo up; while :; do sleep 1; done']
            stop: [{signal: TERM, wait: 60s}, {signal: KILL}]
            log: {files: [stdout]}
            query: {kind: none}
            files: {roots: [world], include: ['**']}
            """;

    private Product bot;
    private Product agent;
    private Process botProcess;
    private Process agentProcess;

    @BeforeEach
    void unpack() throws Exception {
        int port = Played.port();
        bot = Product.unpack("bot");
        agent = Product.unpack("agent");
        Files.writeString(
                bot.home().resolve("conf/reconsync.yaml"),
                "name: bot-1\nlink: {listen: \"127.0.0.1:" + port + "\", beat: 2s}\n");
        Files.writeString(
                agent.home().resolve("conf/reconsync.yaml"),
                "name: host-1\nlink: {bot: \"wss://127.0.0.1:" + port + "\"}\n");
        Files.writeString(agent.home().resolve("games/plain.yaml"), GAME);
        Path world = Files.createDirectories(agent.beside("game").resolve("world"));
        Files.writeString(world.resolve("level"), "all that is known");
        Files.writeString(
                agent.home().resolve("conf/servers/plain.yaml"),
                "server_id: " + SERVER + "\ngame: plain\ninstall: \"" + agent.beside("game") + "\"\n");
    }

    @AfterEach
    void end() throws Exception {
        try {
            agent.close();
        } finally {
            bot.close();
        }
    }

    @Test
    void enrolledAskedAndShutOut() throws Exception {
        start();
        String token = enrol();
        Ran again = agent.run("enroll", "--file", token(token).toString(), "--json");
        assertNotEquals(0, again.exit(), again::toString);

        Ran backup = bot.run("backup", "now", SERVER, "--wait", "--json");
        assertEquals(0, backup.exit(), backup::toString);
        assertEquals("succeeded", Ran.find(backup.json(), "state"), backup::toString);
        Ran there = agent.run("backup", "list", "--json");
        Ran here = bot.run("backup", "list", "--json");
        assertEquals(Ran.find(there.json(), "id"), Ran.find(here.json(), "id"), here::toString);
        Ran shown = bot.run("backup", "show", SERVER, "--json");
        assertEquals(SERVER, Ran.find(shown.json(), "server"), shown::toString);
        bot.await(GENEROUS, ran -> "stopped".equals(Ran.find(server(ran), "state")), "status", "--json");
        assertEquals("host-1", Ran.find(server(bot.run("status", "--json")), "agent"));

        Ran unsure = bot.run("restore", SERVER, "--json");
        assertEquals("confirm", Ran.find(unsure.json(), "code"), unsure::toString);
        Ran unknown = bot.run("backup", "now", "plain-2", "--json");
        assertEquals("server-unknown", Ran.find(unknown.json(), "code"), unknown::toString);

        Ran revoked = bot.run("agent", "revoke", "host-1", "--yes", "--json");
        assertEquals("revoked", Ran.find(revoked.json(), "state"), revoked::toString);
        Ran refused = bot.run("backup", "now", SERVER, "--json");
        assertEquals("server-unknown", Ran.find(refused.json(), "code"), refused::toString);
        agent.await(GENEROUS, ran -> ran.out().contains("shut out"), "log", "--limit", "100");
        assertFalse(log(bot).contains(secret(token)), "the bot's log holds the token");
        assertFalse(log(agent).contains(secret(token)), "the agent's log holds the token");
        assertFalse(agent.run("audit", "--json").out().contains(secret(token)), "the agent's audit holds the token");
    }

    @Test
    void killedAtBothEndsWithoutLossOrDoubleEffect() throws Exception {
        start();
        enrol();
        assertEquals(0, bot.run("server", "start", SERVER, "--wait").exit());
        String job = begun(bot.run("server", "stop", SERVER, "--no-wait", "--json"));
        kill(botProcess);
        botProcess = bot.start("run");
        Ran over = bot.await(GENEROUS, ran -> over(ran), "jobs", "show", job, "--json");
        assertEquals("succeeded", Ran.find(over.json(), "state"), over::toString);
        assertEquals(1, jobs(agent, "server-stop"), "the order took effect more than once, or never");

        online();
        assertEquals(0, bot.run("server", "start", SERVER, "--wait").exit());
        String cut = begun(bot.run("server", "stop", SERVER, "--no-wait", "--json"));
        kill(agentProcess);
        agentProcess = agent.start("run");
        Ran known = bot.await(GENEROUS, ran -> over(ran), "jobs", "show", cut, "--json");
        online();
        assertTrue(jobs(agent, "server-stop") <= 2, () -> "an order took effect twice: " + known);
    }

    private void start() throws IOException {
        botProcess = bot.start("run");
        agentProcess = agent.start("run");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static boolean over(Ran ran) {
        return ran.exit() == 0
                && List.of("succeeded", "failed", "cancelled", "unknown")
                        .contains(String.valueOf(Ran.find(ran.json(), "state")));
    }

    private static String begun(Ran ran) {
        assertEquals(0, ran.exit(), ran::toString);
        return String.valueOf(Ran.find(ran.json(), "id"));
    }

    private static long jobs(Product product, String kind) throws Exception {
        Ran ran = product.run("jobs", "--limit", "100", "--json");
        return ((List<?>) ((Map<?, ?>) ran.json()).get("jobs"))
                .stream().filter(job -> kind.equals(Ran.find(job, "kind"))).count();
    }

    private static Object server(Ran status) {
        return ((Map<?, ?>) status.json()).get("servers");
    }

    private String enrol() throws Exception {
        Ran made = bot.await(GENEROUS, ran -> ran.exit() == 0, "enroll", "--new", "--json");
        String token = String.valueOf(Ran.find(made.json(), "token"));
        Path file = token(token);
        Ran enrolled = agent.await(
                GENEROUS,
                ran -> ran.exit() != 3 && !ran.err().contains("link.bot"),
                "enroll",
                "--file",
                file.toString());
        assertEquals(0, enrolled.exit(), enrolled::toString);
        online();
        return token;
    }

    private Path token(String token) throws IOException {
        return Files.writeString(agent.beside("token"), token);
    }

    private static String secret(String token) {
        return token.split("\\.")[1];
    }

    /** Online, and with the server announced. */
    private void online() throws Exception {
        bot.await(
                GENEROUS,
                ran -> "online".equals(Ran.find(ran.json(), "state"))
                        && ran.out().contains(SERVER),
                "agent",
                "list",
                "--json");
    }

    private static String log(Product product) throws IOException {
        return Files.readString(product.home().resolve("logs/reconsync.log"));
    }
}
