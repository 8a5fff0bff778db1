// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
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

    static Sandbox in(Installation product, Path folder, int megabytes) throws IOException {
        Path install = Files.createDirectories(folder.resolve("sändbox"));
        Path proof = Files.createDirectories(folder.resolve("proof"));
        Files.writeString(product.home.resolve("conf/servers/sandbox.yaml"), settings(install, proof, megabytes));
        return new Sandbox(product, install, proof);
    }

    /** The server's file. */
    static String settings(Path install, Path proof, int megabytes) throws IOException {
        return "server_id: " + ID + "\ngame: sandbox\ninstall: \"" + install + "\"\nquery: {port: " + Played.port()
                + "}\nconsole: {port: " + Played.port() + ", password: \"of this test\"}\n"
                + "monitor: {check_interval: 1s}\nbackup: {format: tar.zst, retention: {keep_last: 5}}\n"
                + "sandbox: {world_mb: " + megabytes
                + ", players: 3, autosave_seconds: 3600, save_ms: 600, proof: \"" + proof
                + "\"}\n";
    }

    /** Crashes stay crashes. */
    void isNotStartedAgain() throws IOException {
        Path file = product.home.resolve("conf/servers/sandbox.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("check_interval: 1s", "check_interval: 1s, restart: {policy: never}"));
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

    /** The game's process. */
    long pid() {
        return product.ask("server", "show", ID).path("pid").asLong(-1);
    }

    /** Whether the world is, file for file, what the game saved last. */
    boolean isTheLastSave() {
        try (Stream<Path> proofs = Files.list(proof)) {
            Path last = proofs.filter(file -> file.toString().endsWith(".sha256"))
                    .max(Comparator.comparing(Sandbox::written))
                    .orElseThrow();
            return proved(last).equals(sums());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the world and their sums; none of a file that goes meanwhile. */
    Map<String, String> sums() throws IOException {
        Path world = install.resolve("world");
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(world.relativize(file).toString(), Kept.sha256(file));
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            sums.put("changes", e.getMessage());
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
