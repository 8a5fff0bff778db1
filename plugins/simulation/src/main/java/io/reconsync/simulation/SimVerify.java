// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import io.reconsync.simulation.world.Checked;
import io.reconsync.simulation.world.Verdict;
import io.reconsync.simulation.world.WorldFinder;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code simverify DIR [--ledger FILE] [--at-least G]}: judges every world below DIR offline. Prints one JSON line and
 * exits 0 ok, 1 torn or no world, 2 mixed, 3 stale, 64 wrong usage. With a ledger the generation must be one that the
 * ledger saw completed, with the same tree, and the newest such.
 */
public final class SimVerify {
    private SimVerify() {}

    public static void main(String[] arguments) throws IOException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        String ledger = option(rest, "--ledger");
        String atLeast = option(rest, "--at-least");
        if (rest.size() != 1 || !Files.isDirectory(Path.of(rest.get(0)))) {
            System.err.println("usage: simverify DIR [--ledger FILE] [--at-least GENERATION]");
            System.exit(64);
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Verdict verdict : verify(Path.of(rest.get(0)))) {
            Verdict judged = ledger == null ? verdict : againstLedger(verdict, Path.of(ledger));
            verdicts.add(atLeast == null ? judged : atLeast(judged, Long.parseLong(atLeast)));
        }
        Verdict.Status worst = verdicts.stream()
                .map(Verdict::status)
                .max(Comparator.comparing(SimVerify::severity))
                .orElse(Verdict.Status.TORN);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", worst.name().toLowerCase(java.util.Locale.ROOT));
        json.put("worlds", verdicts.stream().map(Verdict::toJson).toList());
        System.out.println(Json.write(json));
        System.exit(worst.ordinal());
    }

    private static int severity(Verdict.Status status) {
        return List.of(Verdict.Status.OK, Verdict.Status.STALE, Verdict.Status.MIXED, Verdict.Status.TORN)
                .indexOf(status);
    }

    private static String option(List<String> rest, String name) {
        int at = rest.indexOf(name);
        if (at < 0 || at + 1 >= rest.size()) {
            return null;
        }
        rest.remove(at);
        return rest.remove(at);
    }

    /** Judges every world below a folder; empty when there is none. */
    public static List<Verdict> verify(Path dir) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (WorldSet set : WorldFinder.find(dir)) {
            Checked checked = set.check();
            verdicts.add(checked.verdict());
        }
        return verdicts;
    }

    /** Compares a verdict with what the ledger saw completed: MIXED if it never was so, STALE if newer ones were. */
    public static Verdict againstLedger(Verdict verdict, Path ledger) throws IOException {
        if (verdict.status() != Verdict.Status.OK) {
            return verdict;
        }
        boolean same = false;
        long newest = -1;
        long newestBegun = -1;
        for (String line : Files.readAllLines(ledger, StandardCharsets.UTF_8)) {
            if (!(Json.parse(line) instanceof Map<?, ?> entry)) {
                continue;
            }
            if ("save-begin".equals(entry.get("event"))) {
                newestBegun = Math.max(newestBegun, (Long) entry.get("generation"));
            } else if ("save-end".equals(entry.get("event")) && Boolean.TRUE.equals(entry.get("ok"))) {
                newest = (Long) entry.get("generation");
                same |= newest == verdict.generation() && verdict.tree().equals(entry.get("tree"));
            }
        }
        long begun = newestBegun;
        if (!same || verdict.databases().values().stream().anyMatch(counter -> counter > begun)) {
            return verdict.mixed("the ledger saw no such save");
        }
        return verdict.generation() == newest
                ? verdict
                : verdict.stale("the ledger's newest save is " + newest + ", this one is " + verdict.generation());
    }

    private static Verdict atLeast(Verdict verdict, long generation) {
        return verdict.status() == Verdict.Status.OK && verdict.generation() < generation
                ? verdict.stale("generation " + generation + " was asked for, this is " + verdict.generation())
                : verdict;
    }
}
