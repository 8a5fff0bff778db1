// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a Discord that is a process of its own use the commands of the assembled product. */
class DiscordTest {
    @TempDir
    Path folder;

    @Test
    void aMemberSeesTheStatusAndMakesAVerifiedBackup() throws Exception {
        try (Discord discord = Discord.start(folder);
                Installation product = Installation.in(folder);
                Sandbox sandbox = Sandbox.in(product, folder, 8)) {
            discord.configure(product);
            product.start();
            sandbox.up();
            discord.command("backup");

            JsonNode status = discord.slash("carol", "status", Map.of());
            assertTrue(Discord.content(status).contains("**sandbox-1** running"), status::toString);
            assertFalse(status.path("ephemeral").asBoolean(), status::toString);

            JsonNode backup = discord.slash("alice", "backup now", Map.of("server", Sandbox.ID));
            String done = discord.shows(backup, "\u2705");
            assertTrue(done.contains("verified"), done);
            JsonNode snapshot = product.ask("backup", "show", Sandbox.ID, "latest");
            assertEquals("confirmed", snapshot.path("grade").asText(), snapshot::toString);
            assertFalse(snapshot.path("verified").isNull(), snapshot::toString);

            JsonNode refused = discord.slash("carol", "backup now", Map.of("server", Sandbox.ID));
            assertTrue(Discord.content(refused).contains("is for admins"), refused::toString);
            assertTrue(refused.path("ephemeral").asBoolean(), refused::toString);
            Until.holds("the audit channel's two entries", () -> discord.channel("audit"), () -> {
                String audit = discord.channel("audit");
                return audit.contains("succeeded") && audit.contains("refused");
            });
            Until.holds(
                    "the status message",
                    () -> discord.channel("status"),
                    () -> discord.channel("status").contains("**sandbox-1** running"));
            assertEquals("[]", discord.get("/violations").toString());
        }
    }

    @Test
    void aRestoreAsksAndOnlyWhoGaveItMayAnswer() throws Exception {
        try (Discord discord = Discord.start(folder);
                Installation product = Installation.in(folder);
                Sandbox sandbox = Sandbox.in(product, folder, 8)) {
            discord.configure(product);
            product.start();
            sandbox.up();
            discord.command("restore");
            product.ask("backup", "now", Sandbox.ID, "--wait");

            JsonNode asked = discord.slash("alice", "restore", Map.of("server", Sandbox.ID));
            JsonNode question = asked.path("message");
            assertTrue(Discord.content(asked).contains("would be replaced"), asked::toString);
            assertTrue(asked.path("ephemeral").asBoolean(), asked::toString);

            JsonNode foreign = discord.forge("olivia", question, "Do it\u2026");
            assertTrue(Discord.content(foreign).contains("Only who gave the command"), foreign::toString);

            discord.post("/member", Map.of("guild", "alpha", "user", "alice", "roles", List.of()));
            JsonNode demoted = discord.click("alice", question, "Do it\u2026");
            assertTrue(Discord.content(demoted).contains("for admins"), demoted::toString);
            discord.post("/member", Map.of("guild", "alpha", "user", "alice", "roles", List.of("admin")));

            JsonNode form = discord.click("alice", question, "Do it\u2026");
            JsonNode mistyped = discord.fill("alice", form, "name", "sandbox-2");
            assertTrue(Discord.content(mistyped).contains("is not the server"), mistyped::toString);

            JsonNode again = discord.click("alice", question, "Do it\u2026");
            JsonNode going = discord.fill("alice", again, "name", Sandbox.ID);
            String done = discord.shows(going, "\u2705");
            assertTrue(done.contains("Restore"), done);

            assertEquals("[]", discord.get("/violations").toString());
            String audit = product.run("audit", "--limit", "50").out();
            assertTrue(audit.contains("somebody else's") && audit.contains("needs admin"), audit);
        }
    }

    @Test
    void anIncidentOutlivesFailuresOfDiscordAndARestart() throws Exception {
        try (Discord discord = Discord.start(folder);
                Installation product = Installation.in(folder);
                Sandbox sandbox = Sandbox.in(product, folder, 8)) {
            discord.configure(product);
            sandbox.isNotStartedAgain();
            product.start();
            sandbox.up();
            discord.command("sandbox");
            JsonNode old = discord.slash("alice", "reboot", Map.of("server", Sandbox.ID))
                    .path("message");

            discord.ail("status", Map.of("status", 503));
            discord.slash("alice", "sandbox crash", Map.of("server", Sandbox.ID));
            discord.refused(503);
            product.killAgent();
            discord.heal();
            discord.ail("rate-limit", Map.of("retry_after", 0.5, "scope", "user", "times", 2));
            product.start();
            JsonNode message = discord.get("/messages?channel=alerts&count=1&timeout_ms=300000")
                    .get(0);

            JsonNode late = discord.confirm("alice", old, Sandbox.ID);
            assertTrue(Discord.content(late).contains("from before ReconSync was restarted"), late::toString);
            JsonNode refused = discord.click("carol", message, "Take it");
            assertTrue(Discord.content(refused).contains("for admins"), refused::toString);
            JsonNode taken = discord.click("alice", message, "Take it");
            assertTrue(Discord.content(taken).contains("is yours now"), taken::toString);
            discord.says("alerts", "TAKEN");
            JsonNode muted = discord.click("alice", message, "Mute 1 h");
            assertTrue(Discord.content(muted).contains("No notifications about sandbox-1"), muted::toString);
            discord.slash("alice", "server start", Map.of("server", Sandbox.ID));
            discord.says("alerts", "RESOLVED");
            String about = discord.channel("alerts");
            assertEquals(about.indexOf("has crashed"), about.lastIndexOf("has crashed"), about);
            assertEquals("[]", discord.get("/violations").toString());
        }
    }

    @Test
    void jobsAreCancelledAndAnyLineIsRun() throws Exception {
        try (Discord discord = Discord.start(folder);
                Installation product = Installation.in(folder);
                Sandbox sandbox = Sandbox.in(product, folder, 8)) {
            discord.configure(product);
            product.start();
            sandbox.up();
            discord.command("sandbox");

            JsonNode asked = discord.slash("alice", "reboot", Map.of("server", Sandbox.ID, "delay", "1h"));
            JsonNode reboot = discord.confirm("alice", asked.path("message"), Sandbox.ID);
            JsonNode foreign = discord.click("carol", reboot.path("message"), "Cancel");
            assertTrue(Discord.content(foreign).contains("for admins"), foreign::toString);
            discord.click("alice", reboot.path("message"), "Cancel");
            discord.shows(reboot, "\u23f9");
            JsonNode run = discord.slash("alice", "run", Map.of("command", "server show 'sandbox-1'"));
            assertTrue(Discord.content(run).contains(Sandbox.ID), run::toString);
            JsonNode open = discord.slash("alice", "run", Map.of("command", "server show 'sandbox-1"));
            assertTrue(Discord.content(open).contains("a quote is open"), open::toString);
            JsonNode owner = discord.slash("alice", "run", Map.of("command", "shutdown"));
            assertTrue(Discord.content(owner).contains("is for owners"), owner::toString);
            assertEquals("[]", discord.get("/violations").toString());
        }
    }
}
