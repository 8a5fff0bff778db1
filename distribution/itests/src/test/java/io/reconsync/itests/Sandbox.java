// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandbox server of an installation: a game that can be kept from saving, and proves its saves outside. */
final class Sandbox implements AutoCloseable {
    static final String ID = "sandbox-1";

    private final Installation product;
    private final Path install;
    private final Path proof;

    private Sandbox(Installation product, Path install, Path proof) {
        this.product = product;
        this.install = install;
        this.proof = proof;
    }

    static Sandbox in(Installation product, Path folder) throws IOException {
        Path install = Files.createDirectories(folder.resolve("sändbox"));
        Path proof = Files.createDirectories(folder.resolve("proof"));
        Files.writeString(
                product.home.resolve("conf/servers/sandbox.yaml"),
                "server_id: " + ID + "\ngame: sandbox\ninstall: \"" + install + "\"\nquery: {port: " + Played.port()
                        + "}\nconsole: {port: " + Played.port() + ", password: \"of this test\"}\n"
                        + "monitor: {check_interval: 1s}\nbackup: {format: tar.zst}\n"
                        + "sandbox: {world_mb: 8, players: 1, autosave_seconds: 3600, save_ms: 600, proof: \"" + proof
                        + "\"}\n");
        return new Sandbox(product, install, proof);
    }

    String state() {
        return product.ask("server", "show", ID).path("state").asText();
    }

    /** Starts it unless it runs. */
    void up() throws InterruptedException {
        if (!product.ask("server", "show", ID).path("running").asBoolean()) {
            product.ask("server", "start", ID, "--wait");
        }
        Until.holds("the sandbox's ready", product::logged, () -> state().equals("running"));
    }

    /** What the game itself says of its saving. */
    String says() {
        return product.run("server", "console", ID, "status", "--json").out();
    }

    /** Whether the world is, file for file, one that the game saved. */
    boolean isASave() {
        try (Stream<Path> proofs = Files.list(proof)) {
            Map<String, String> world = sums();
            return proofs.anyMatch(list -> proved(list).equals(world));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> sums() throws IOException {
        Path world = install.resolve("world");
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(world.relativize(file).toString(), HexFormat.of().formatHex(sum));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return sums;
    }

    private static Map<String, String> proved(Path list) {
        try {
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" {2}", 2))
                    .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every job has one result. */
    List<String> unfinished() {
        List<String> open = new java.util.ArrayList<>();
        for (JsonNode job : product.ask("jobs", "--limit", "1000").path("jobs")) {
            if (!List.of("succeeded", "failed", "cancelled", "unknown")
                    .contains(job.path("state").asText())) {
                open.add(job.toString());
            }
        }
        return open;
    }

    @Override
    public void close() {
        ProcessHandle.allProcesses()
                .filter(handle ->
                        handle.info().arguments().stream().flatMap(Stream::of).anyMatch(install.toString()::equals))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
