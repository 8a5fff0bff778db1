// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.game.HealthState;
import io.reconsync.api.monitor.Finding;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a running process. Only when every probe that can tell life from death has failed for the whole threshold
 * does a server count as hung; while a long operation is known, silence is none.
 *
 * @param began when the process started or was found
 * @param grace how long a start may take
 * @param threshold rounds of failure before a probe counts
 * @param interval between rounds
 */
record Derivation(Instant began, Duration grace, int threshold, Duration interval) {
    /** An open port proves little: the kernel accepts for a stopped process too. It counts where nothing better is. */
    private static final Set<String> LIFE = Set.of("query", "console");

    private static final Set<String> LAST_RESORT = Set.of("port");

    /** While the query answers, a console that is silent is one that is not open yet, or no way to ask for a save. */
    private static final String CONSOLE = "console";

    /**
     * A state with its sentence.
     *
     * @param told whether an incident of its own says so already
     */
    record Verdict(HealthState state, String explanation, boolean told) {
        Verdict(HealthState state, String explanation) {
            this(state, explanation, false);
        }
    }

    Verdict of(Observation seen, Streaks streaks, Verdict before, boolean wasReady) {
        List<String> tell = available(seen, LIFE).isEmpty() ? available(seen, LAST_RESORT) : available(seen, LIFE);
        List<String> down =
                tell.stream().filter(probe -> streaks.of(probe) >= threshold).toList();
        boolean answers =
                tell.stream().anyMatch(probe -> seen.findings().get(probe).status() == Finding.Status.OK);
        if (!wasReady && !answers && !seen.ready()) {
            return starting(seen);
        }
        boolean hangs = seen.busy().isEmpty() && !tell.isEmpty() && down.size() == tell.size();
        if (!hangs && PasswordReport.refused(seen.findings().get(CONSOLE))) {
            return new Verdict(
                    HealthState.DEGRADED,
                    "It runs, but cannot be asked to save: "
                            + seen.findings().get(CONSOLE).explanation(),
                    true);
        }
        if (seen.busy().isPresent()) {
            return new Verdict(
                    HealthState.RUNNING, "It is busy with " + seen.busy().get() + "; silence is no hang meanwhile.");
        }
        if (hangs) {
            return new Verdict(HealthState.HUNG, hung(seen, down));
        }
        Optional<String> bad = streaks.newest().keySet().stream()
                .filter(probe -> streaks.of(probe) >= threshold && !(probe.equals(CONSOLE) && young(seen)))
                .sorted()
                .map(probe -> probe + ": " + seen.findings().get(probe).explanation()
                        + (probe.equals(CONSOLE) ? " It cannot be asked to save." : ""))
                .reduce((a, b) -> a + " " + b);
        if (bad.isPresent()) {
            return new Verdict(HealthState.DEGRADED, "It runs, but not everything answers. " + bad.get());
        }
        boolean wavers = streaks.newest().keySet().stream().anyMatch(probe -> streaks.of(probe) > 0);
        if (wavers && bad(before.state())) {
            return before;
        }
        return new Verdict(HealthState.RUNNING, running(tell, seen));
    }

    private boolean young(Observation seen) {
        return Duration.between(began, seen.at()).compareTo(grace) < 0;
    }

    /** Once bad, a single failed round is enough to stay so: no flapping between two rounds. */
    private static boolean bad(HealthState state) {
        return state == HealthState.HUNG || state == HealthState.DEGRADED;
    }

    private Verdict starting(Observation seen) {
        Duration since = Duration.between(began, seen.at());
        if (since.compareTo(grace) < 0) {
            return new Verdict(
                    HealthState.STARTING,
                    "The process runs since " + DurationText.format(since) + " and is not ready yet.");
        }
        return new Verdict(
                HealthState.DEGRADED,
                "The start has failed: the process runs since " + DurationText.format(since) + ", longer than the "
                        + DurationText.format(grace) + " that this game needs, and is not ready.");
    }

    private static List<String> available(Observation seen, Set<String> probes) {
        return seen.findings().entrySet().stream()
                .filter(each ->
                        probes.contains(each.getKey()) && each.getValue().status() != Finding.Status.PROBE_FAILED)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private String hung(Observation seen, List<String> down) {
        Duration since = interval.multipliedBy(threshold);
        String last = seen.findings().get(down.get(0)).explanation();
        String system = Optional.ofNullable(seen.findings().get("resources"))
                .map(finding -> finding.evidence().get("state"))
                .filter(state -> state.equals("stopped"))
                .map(state -> " The operating system says that the process is stopped.")
                .orElse("");
        return "The process lives, but has answered nothing for " + DurationText.format(since) + " ("
                + String.join(", ", down) + "): " + last + system;
    }

    private static String running(List<String> tell, Observation seen) {
        if (tell.isEmpty()) {
            return "The process runs; there is no probe that could say more.";
        }
        return "It answers (" + String.join(", ", tell) + ").";
    }
}
