// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/** The scenario with discord.js, that knows nothing of JDA. Where Node or its packages are absent, it is skipped. */
@Tag("judges")
class DiscordJsTest extends Scenario {
    private Process process;

    @Override
    void login(DiscordSimulator simulator) throws Exception {
        Path folder = judges();
        Assumptions.assumeTrue(
                onPath("node") && Files.isDirectory(folder.resolve("node_modules/discord.js")),
                "Node or " + folder.resolve("node_modules/discord.js")
                        + " is absent: install Node 18 and run npm ci there");
        String rest = simulator.rest().toString();
        process = new ProcessBuilder(
                        "node",
                        folder.resolve("discord.mjs").toString(),
                        rest.substring(0, rest.indexOf("/v10/")),
                        simulator.token())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertNotNull(line, "discord.js ended before it was ready");
        assertEquals("{\"guilds\":2,\"owner\":\"olivia\"}", line);
    }

    @Override
    void logout() throws Exception {
        process.getOutputStream().close();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended);
        assertEquals(0, process.exitValue());
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Path judges() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bench/judges/discord.mjs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("bench/judges");
    }
}
