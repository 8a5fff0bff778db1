// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills of the instance while it does one thing: each time aimed at the step that was hit the least, at a moment of it
 * that chance chooses. What was really hit is read from the journal that the dead instance left.
 */
final class Kills {
    private static final double LATE = 1.05;
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);

    private final String what;
    private final Installation product;
    private final Path scratch;
    private final long seed;
    private final Random chance;
    private final String[] line;
    private final Map<String, Long> lengths;
    private final List<String> order;
    private final Map<String, Integer> hits = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> fates = new LinkedHashMap<>();
    private int kills;
    private int begun;

    /** Does it once without a kill, to learn how long its steps take. */
    Kills(String what, List<String> steps, Installation product, Path scratch, long seed, String... line)
            throws IOException, InterruptedException {
        this.what = what;
        this.product = product;
        this.scratch = scratch;
        this.seed = seed;
        this.chance = new Random(seed);
        this.line = line;
        try (Underway usual = Underway.of(product, line)) {
            this.lengths = usual.lengths();
        }
        steps.forEach(step -> hits.put(step, 0));
        this.order = new ArrayList<>(steps);
        Collections.shuffle(order, chance);
    }

    /**
     * What a kill hit.
     *
     * @param job that it cut short; empty when it had not begun
     * @param step in which it was, or {@code before}, {@code begun}, {@code after}
     * @param aim the step it was meant to hit
     */
    record Hit(Optional<String> job, String step, String aim) {}

    /** Whether there were as many as wanted, and for each ten of them one in each step. */
    boolean enough(int n) {
        return kills >= n && everywhere(n) || kills >= 4 * n;
    }

    /** Begins it and kills the instance. */
    Hit kill() throws IOException, InterruptedException {
        String before = product.ask("jobs", "--limit", "1").at("/jobs/0/id").asText();
        String aim =
                lengths.keySet().stream().min(Comparator.comparing(hits::get)).orElseThrow();
        try (Underway underway = Underway.of(product, line)) {
            if (underway.reaches(aim)) {
                long moment = (long) (lengths.getOrDefault(aim, SHORT) * LATE * chance.nextDouble());
                new CountDownLatch(1).await(moment, TimeUnit.NANOSECONDS);
            }
            product.killAgent();
        }
        kills++;
        Optional<Journal.Entry> job = Journal.newest(product.home, scratch)
                .filter(entry -> !entry.id().equals(before));
        String step = job.map(Kills::step).orElse("before");
        hits.merge(step, 1, Integer::sum);
        begun += job.isPresent() ? 1 : 0;
        return new Hit(job.map(Journal.Entry::id), step, aim);
    }

    private static String step(Journal.Entry job) {
        return switch (job.state()) {
            case "QUEUED" -> "queued";
            case "RUNNING" -> job.step().isEmpty() ? "begun" : job.step();
            default -> "after";
        };
    }

    /** What became of it. */
    void became(Hit hit, String fate) {
        fates.computeIfAbsent(hit.step(), step -> new TreeMap<>()).merge(fate, 1, Integer::sum);
    }

    /** Jobs that were entered into the journal before the kill. */
    int begun() {
        return begun;
    }

    int came(String fate) {
        return fates.values().stream()
                .mapToInt(counts -> counts.getOrDefault(fate, 0))
                .sum();
    }

    /** Writes the histogram: also before the end, so that a long run that is cut short has shown something. */
    ObjectNode report(Map<String, ?> more) throws IOException {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("killed_during", what).put("kills", kills).put("seed", seed).put("begun", begun);
        lengths.forEach((step, nanos) -> report.withObject("/usual_ms").put(step, nanos / 1_000_000));
        hits.forEach(report.withObject("/hit")::put);
        fates.forEach((step, counts) -> report.withObject("/fate").set(step, new ObjectMapper().valueToTree(counts)));
        more.forEach((key, value) -> report.set(key, new ObjectMapper().valueToTree(value)));
        Path out = Files.createDirectories(Installation.ROOT.resolve("build/shown"));
        Files.writeString(out.resolve("2-3-kill-" + what + ".json"), report.toPrettyString());
        return report;
    }

    /** Whether each step was hit once for each ten kills that were wanted. */
    boolean everywhere(int n) {
        return order.stream().allMatch(step -> hits.get(step) >= n / 10);
    }

    @Override
    public String toString() {
        return kills + " kills, " + begun + " begun, hit " + hits + ", became " + fates;
    }
}
