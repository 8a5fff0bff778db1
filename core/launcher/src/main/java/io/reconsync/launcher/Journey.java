// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.values.ByteText;
import io.reconsync.contract.values.DurationText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code try --once}: a world is saved, backed up, verified, deleted, restored, and proven to be the saved one. */
final class Journey {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Trial trial;
    private final Asking asking;
    private final RunningInstance instance;
    private final PrintStream out;
    private final List<Map<String, Object>> steps = new ArrayList<>();

    Journey(Trial trial, Asking asking, RunningInstance instance, PrintStream out) {
        this.trial = trial;
        this.asking = asking;
        this.instance = instance;
        this.out = out;
    }

    /** Goes the whole way, or throws a Refusal that says where it ended. */
    List<Map<String, Object>> go() throws IOException, InterruptedException {
        // Clocks of file systems lag behind: by milliseconds, or by two seconds where they count in those.
        Instant begun = Instant.now().minusSeconds(2);
        String server = trial.server();
        step("start", () -> command("server", "start", server, "--wait"));
        step("ready", this::awaitRunning);
        step("backup", () -> command("backup", "now", server, "--wait"));
        step("verify", () -> command("backup", "verify", server, "--wait"));
        step("stop", () -> command("server", "stop", server, "--wait"));
        step("delete the world", this::delete);
        step("restore", () -> command("restore", server, "latest", "--yes", "--wait"));
        step("prove", () -> prove(FileTime.from(begun)));
        return steps;
    }

    /** Only the beginning of the way, for lines that expect a server to be there: returns when it runs. */
    void begin() throws IOException, InterruptedException {
        command("server", "start", trial.server(), "--wait");
        awaitRunning();
    }

    private void step(String name, Step step) throws IOException, InterruptedException {
        long from = System.nanoTime();
        String said = step.run();
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        out.printf("%-18s %8s  %s%n", name, DurationText.format(took), said);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("step", name);
        row.put("millis", took.toMillis());
        row.put("text", said);
        steps.add(row);
    }

    private String command(String... words) throws IOException {
        Asking.Answer answer = asking.ask(words);
        if (answer.exit() != 0) {
            throw failed("`" + String.join(" ", words) + "` failed: " + answer.sentence());
        }
        return answer.value("text").map(String::valueOf).orElse("");
    }

    private String awaitRunning() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String state = "not listed";
        while (Instant.now().isBefore(end)) {
            state = Asking.state(asking.ask("status").data(), trial.server()).orElse(state);
            if (state.equalsIgnoreCase("running")) {
                return size(trial.world());
            }
            if (instance.awaitStop(LOOK_AGAIN)) {
                throw failed("An end was asked for.");
            }
        }
        throw failed("The server " + trial.server() + " is " + state + " after " + DurationText.format(PATIENCE)
                + " and not running.");
    }

    private String delete() throws IOException {
        String size = size(trial.world());
        FileTrees.remove(trial.world());
        return trial.world() + " is gone (" + size + ")";
    }

    private String prove(FileTime since) throws IOException {
        Map<String, String> world = WorldHashes.of(trial.world());
        Map<Path, Map<String, String>> lists = WorldHashes.lists(trial.hashes(), since);
        long nearest = Long.MAX_VALUE;
        for (Map.Entry<Path, Map<String, String>> list : lists.entrySet()) {
            long differences = WorldHashes.differences(world, list.getValue());
            if (differences == 0 && !world.isEmpty()) {
                return size(trial.world()) + " are byte for byte what the server itself recorded in "
                        + list.getKey().getFileName();
            }
            nearest = Math.min(nearest, differences);
        }
        throw failed(
                lists.isEmpty()
                        ? "The server has recorded no hashes in " + trial.hashes() + "."
                        : "The restored world differs from every save that the server recorded, in at least " + nearest
                                + " of " + world.size() + " files.");
    }

    private static String size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "no files";
        }
        long bytes = 0;
        long count = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                count++;
                // A live world loses files while it is looked at.
                bytes += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return count + " files, " + ByteText.format(bytes);
    }

    private Refusal failed(String why) {
        return new Refusal(
                1, "journey-failed", why, "The log is " + instance.home().logs() + "/reconsync.log.");
    }

    private interface Step {
        String run() throws IOException, InterruptedException;
    }
}
