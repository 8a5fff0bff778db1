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
}
