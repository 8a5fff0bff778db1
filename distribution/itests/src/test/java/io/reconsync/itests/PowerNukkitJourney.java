// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server that nobody here wrote, run by {@code games/powernukkit.yaml} alone. Not part of the build, since its
 * jars have to be fetched first: {@code bench/shown/2-5-powernukkit} does both.
 */
class PowerNukkitJourney {
    private static final String ID = "bedrock";

    @TempDir
    Path folder;

    private Installation product;
    private Path install;
    private final ObjectNode report = new ObjectMapper().createObjectNode();

    @Test
    void fromStartToRestoredWorld() throws Exception {
        install = Files.createDirectories(folder.resolve("bëdrock server"));
        Path jars = Installation.ROOT.resolve("build/powernukkit/lib");
        assertTrue(Files.isDirectory(jars), "run bench/shown/2-5-powernukkit, which fetches " + jars);
        Files.createSymbolicLink(install.resolve("lib"), jars);
        try (Installation started = Installation.in(folder)) {
            product = started;
            configure();
            product.start();
            journey();
        } finally {
            ProcessHandle.allProcesses()
                    .filter(handle ->
                            pid().filter(known -> known == handle.pid()).isPresent())
                    .forEach(ProcessHandle::destroyForcibly);
        }
        Path out = Files.createDirectories(Installation.ROOT.resolve("build/shown"));
        Files.writeString(out.resolve("2-5-powernukkit.json"), report.toPrettyString());
    }

    private long last;

    private Optional<Long> pid() {
        return last == 0 ? Optional.empty() : Optional.of(last);
    }

    private void configure() throws Exception {
        int query = Played.port();
        int rcon = Played.port();
        Files.writeString(
                install.resolve("server.properties"),
                "server-ip=127.0.0.1\nserver-port=" + query + "\nenable-rcon=on\nrcon.port=" + rcon
                        + "\nrcon.password=of this test\nxbox-auth=off\nallow-nether=off\n");
        Files.writeString(product.home.resolve("secrets/rcon"), "of this test\n");
        Files.writeString(
                product.home.resolve("conf/servers/bedrock.yaml"),
                "server_id: " + ID + "\ngame: powernukkit\ninstall: \"" + install + "\"\nquery: {port: " + query
                        + "}\nconsole: {port: " + rcon + ", password: \"${file:secrets/rcon}\"}\n"
                        + "monitor: {check_interval: 1s, restart: {policy: on-crash, max: 3, within: 10m}}\n");
        try (Stream<Path> jars = Files.list(product.home.resolve("../the prögram/plugins"))) {
            report.put(
                    "minecraft_aware_jars",
                    jars.filter(jar -> jar.toString().contains("minecraft")).count());
        }
    }

    private JsonNode server() {
        JsonNode server = product.ask("server", "show", ID);
        last = Math.max(last, server.path("pid").asLong());
        return server;
    }

    private JsonNode running() throws InterruptedException {
        return Until.present(
                "running",
                () -> server() + product.logged(),
                () -> Optional.of(server())
                        .filter(seen -> seen.path("state").asText().equals("running")));
    }

    private String tail() {
        return product.ask("server", "tail", ID, "--lines", "1000")
                .path("lines")
                .toString();
    }

    private void journey() throws Exception {
        product.ask("server", "start", ID, "--wait");
        long pid = running().path("pid").asLong();
        JsonNode status = product.run("status", "--json").json().path("servers").path(0);
        assertEquals("0", status.path("players").asText(), status::toString);
        report.put(
                "listed",
                product.ask("server", "console", ID, "list")
                        .path("reply")
                        .asText()
                        .strip());

        long begin = System.nanoTime();
        product.ask("backup", "now", ID, "--wait");
        report.put("backup_ms", (System.nanoTime() - begin) / 1_000_000);
        JsonNode snapshot = product.ask("backup", "show", ID, "latest");
        assertEquals("confirmed", snapshot.path("grade").asText(), snapshot::toString);
        assertFalse(snapshot.path("verified").isNull(), snapshot::toString);
        String log = tail();
        for (String said :
                new String[] {"Turned off world auto-saving", "Saved the world", "Turned on world auto-saving"}) {
            assertTrue(log.contains(said), () -> said + " is missing from " + log);
        }
        report.put("files", snapshot.path("files").asInt())
                .put("bytes", snapshot.path("bytes").asLong());
        report.put("held_ms", snapshot.path("held_ms").asLong());

        begin = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Until.holds(
                "the crash's notice",
                product::logged,
                () -> !server().path("state").asText().equals("running"));
        report.put("crash_noticed_ms", (System.nanoTime() - begin) / 1_000_000);
        assertNotEquals(pid, running().path("pid").asLong());
        report.put("running_again_ms", (System.nanoTime() - begin) / 1_000_000);

        restored(snapshot);
    }

    private void restored(JsonNode snapshot) throws Exception {
        product.ask("server", "stop", ID, "--wait");
        String id = snapshot.path("id").asText();
        Path to = folder.resolve("elsewhere");
        product.ask("restore", ID, id, "--to", to.toString(), "--yes", "--wait");
        Map<String, String> saved = sums(to.resolve("worlds"));
        Played.delete(install.resolve("worlds"));
        product.ask("restore", ID, id, "--yes", "--wait");
        assertEquals(saved, sums(install.resolve("worlds")));
        report.put("restored_files", saved.size());
        product.ask("server", "start", ID, "--wait");
        running();
        assertFalse(tail().contains("Generating"), "the game made a new world instead of loading the restored one");
        product.ask("server", "stop", ID, "--wait");
        assertEquals("stopped", server().path("state").asText());
    }

    private static Map<String, String> sums(Path tree) throws Exception {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(tree.relativize(file).toString(), HexFormat.of().formatHex(sum));
            }
        }
        return sums;
    }
}
