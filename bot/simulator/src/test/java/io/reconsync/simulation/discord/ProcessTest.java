// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The simulator as a process of its own, controlled over HTTP. */
class ProcessTest {
    private static ProcessBuilder simulator(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.reconsync.simulation.discord.Main");
        builder.command().addAll(java.util.List.of(arguments));
        return builder;
    }

    @Test
    void itSaysWhereItIsAndCanBeControlled() throws Exception {
        Process process = simulator("--token", "mine")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode line = Json.parse(out.readLine());
            assertEquals("mine", line.path("token").asText());
            assertTrue(line.path("gateway").asText().startsWith("ws://127.0.0.1:"));
            Wire bot = new Wire(URI.create(line.path("rest").asText()), "Bot mine");
            assertEquals(200, bot.send("GET", "users/@me", "").status());
            Wire control = new Wire(URI.create(line.path("control").asText() + "/"), "");
            assertEquals(
                    "olivia",
                    control.send("GET", "state", "").body().path("owner").asText());
            Wire.Reply refused = control.send("POST", "slash", "{'user':'alice','command':'nothing'}");
            assertEquals(409, refused.status());
            assertEquals(
                    "/nothing is not registered in alpha",
                    refused.body().path("error").asText());
            assertEquals(404, control.send("GET", "nowhere", "").status());
            assertEquals(400, control.send("POST", "slash", "[]").status());
            Wire.Reply advanced = control.send("POST", "clock", "{'advance':'15m'}");
            assertEquals(200, advanced.status());
            assertEquals(
                    1,
                    control.send("GET", "requests?route=/users/@me", "").body().size());
            assertEquals(
                    504,
                    control.send("GET", "messages?count=1&timeout_ms=50", "").status());
        } finally {
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void wrongOptionsAreExplained() throws Exception {
        Process process = simulator("--colour", "red").start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(64, process.exitValue());
        assertTrue(said.contains("no such option: --colour"), said);
    }
}
