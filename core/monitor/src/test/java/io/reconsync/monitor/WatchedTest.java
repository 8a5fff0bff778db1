// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.HealthState;
import io.reconsync.api.monitor.Finding;
import io.reconsync.contract.config.ServerConfig.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scenarios on a virtual clock. Words: {@code start}, {@code found}, {@code ready}, {@code busy}, {@code free},
 * {@code stopping}, {@code wait:1m} (rounds every ten seconds), {@code q+ q- q?} and {@code c+ c- c?} what query and
 * console find from now on (good, bad, cannot look), {@code c!} a refused password, {@code p-} the port, {@code exit:1}, {@code stopped}, {@code line} a
 * crash line, {@code gone} and {@code here} the adapter.
 */
class WatchedTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Watched watched = new Watched("foo");
    private final Map<String, Finding> findings = new TreeMap<>();
    private final List<String> acts = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private boolean running;
    private boolean ready;
    private boolean stopping;
    private Optional<String> busy = Optional.empty();
    private Optional<String> noAdapter = Optional.empty();
    private String policy = "on-crash";

    private void play(String scenario) {
        for (String word : scenario.strip().split("\\s+")) {
            step(word);
        }
    }

    private void step(String word) {
        switch (word) {
            case "start", "found" -> {
                running = true;
                stopping = false;
                note(watched.started(now, now.minusSeconds(3600), word.equals("found")));
            }
            case "taken" -> note(watched.started(now, now, true));
            case "ours" -> watched.starting();
            case "ready" -> ready = true;
            case "busy" -> busy = Optional.of("saving");
            case "free" -> busy = Optional.empty();
            case "line" -> watched.crashLine("Fatal error");
            case "gone" -> noAdapter = Optional.of("the plugin foo is missing.");
            case "here" -> noAdapter = Optional.empty();
            case "stopping" -> {
                stopping = true;
                note(watched.stopping(now));
            }
            case "vanish" -> running = false;
            default -> parametrised(word);
        }
    }

    private void parametrised(String word) {
        if (word.startsWith("wait:")) {
            Duration time = io.reconsync.contract.values.DurationText.parse(word.substring(5))
                    .orElseThrow();
            for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(INTERVAL)) {
                note(watched.observed(
                        new Observation(now, running, ready, true, busy, noAdapter, findings), terms(), stopping));
            }
        } else if (word.startsWith("exit:") || word.equals("stopped")) {
            running = false;
            ready = false;
            Optional<Integer> code = word.equals("stopped") ? Optional.of(0) : code(word.substring(5));
            note(watched.exited(
                    now,
                    new Watched.Exit(code, word.equals("stopped"), code.equals(Optional.of(0)), Optional.empty()),
                    terms()));
        } else {
            String probe = Map.of('q', "query", 'c', "console", 'p', "port", 'r', "resources")
                    .get(word.charAt(0));
            findings.put(
                    probe,
                    switch (word.charAt(1)) {
                        case '+' -> Finding.ok("It answered.");
                        case '-' -> Finding.bad("No answer.");
                        case '!' ->
                            new Finding(
                                    Finding.Status.PROBE_FAILED,
                                    "The console refused the password.",
                                    Map.of("code", PasswordReport.CODE));
                        default -> Finding.probeFailed("The probe is broken.");
                    });
        }
    }

    private static Optional<Integer> code(String text) {
        return text.equals("?") ? Optional.empty() : Optional.of(Integer.valueOf(text));
    }

    private Watched.Terms terms() {
        return new Watched.Terms(
                INTERVAL, 3, Duration.ofMinutes(15), new Restart(policy, 3, Duration.ofMinutes(10)), true);
    }

    private void note(List<Act> more) {
        for (Act act : more) {
            if (act instanceof Act.StartAt start) {
                acts.add("start+" + Duration.between(now, start.at()).toSeconds());
            } else {
                acts.add(
                        act instanceof Act.Fire fire
                                ? fire.severity().name().toLowerCase(java.util.Locale.ROOT)
                                : act.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "wait:20s                                            | STOPPED    | ''",
                "start wait:20s                                      | STARTING   | ''",
                "start q- wait:10m                                   | STARTING   | ''",
                "start q- wait:16m                                   | DEGRADED   | warning",
                "start q- wait:16m q+ wait:10s                       | RUNNING    | warning resolve",
                "start wait:30s ready wait:10s                       | RUNNING    | ''",
                "start q+ wait:10s                                   | RUNNING    | ''",
                "found q+ wait:10s q- wait:20s                       | RUNNING    | ''",
                "found q+ wait:10s q- wait:30s                       | HUNG       | warning revive",
                "found q+ c+ wait:10s q- wait:2m                     | DEGRADED   | warning",
                "found q+ c+ wait:10s q- wait:2m q+ wait:10s         | RUNNING    | warning resolve",
                "found q+ c? wait:10s q- wait:30s                    | HUNG       | warning revive",
                "found q+ wait:10s q? wait:10m                       | RUNNING    | ''",
                "found q+ wait:10s q- wait:20s q? wait:10s q- wait:10s | HUNG     | warning revive",
                "found q+ wait:10s busy q- wait:10m                  | RUNNING    | ''",
                "found q+ wait:10s busy q- wait:10m free wait:20s    | RUNNING    | ''",
                "found q+ wait:10s busy q- wait:10m free wait:30s    | HUNG       | warning revive",
                "found q+ p+ wait:10s q- wait:30s                    | HUNG       | warning revive",
                "found p+ q? wait:10s p- wait:30s                    | HUNG       | warning revive",
                "found q+ r+ wait:10s r- wait:30s                    | DEGRADED   | warning",
                "found q+ wait:10s q- wait:30s wait:5m               | HUNG       | warning revive",
                "found q+ wait:10s q- wait:30s stopped               | STOPPED    | warning revive",
                "found q+ wait:10s q- wait:30s stopped start q+ wait:10s | RUNNING | warning revive resolve",
                "found q+ wait:10s exit:137                          | CRASHED    | warning start+10",
                "found q+ wait:10s exit:?                            | CRASHED    | warning start+10",
                "found q+ wait:10s exit:0                            | STOPPED    | ''",
                "found q+ wait:10s line exit:0                       | CRASHED    | warning start+10",
                "found q+ wait:10s exit:137 ours start q+ wait:10s   | RUNNING    | warning start+10 resolve",
                "found q+ wait:10s exit:1 ours start exit:1 ours start exit:1 | CRASHED | warning start+10 warning start+30 warning start+120",
                "found exit:1 ours start exit:1 ours start exit:1 ours start exit:1 | CRASH_LOOP | warning start+10 warning start+30 warning start+120 critical",
                "found exit:1 ours start taken exit:1 ours start taken exit:1 ours start taken exit:1 | CRASH_LOOP | warning start+10 warning start+30 warning start+120 critical",
                "found exit:1 ours start exit:1 ours start exit:1 ours start exit:1 wait:1h | CRASH_LOOP | warning start+10 warning start+30 warning start+120 critical",
                "found exit:1 ours start exit:1 ours start q+ wait:31m exit:1 | CRASHED | warning start+10 warning start+30 resolve warning start+10",
                "found exit:1 start exit:1                           | CRASHED    | warning start+10 forgetstart warning start+10",
                "found q+ wait:10s stopping wait:20s                 | STOPPING   | ''",
                "found q+ wait:10s stopping stopped                  | STOPPED    | ''",
                "found exit:1 stopping                               | CRASHED    | warning start+10 forgetstart",
                "found q+ c! wait:10s                                | DEGRADED   | ''",
                "found q+ c! wait:10s busy wait:10m free wait:10s    | DEGRADED   | ''",
                "found q+ c! wait:10s c+ wait:10s                    | RUNNING    | ''",
                "found q+ wait:10s q- c! wait:30s                    | HUNG       | warning revive",
                "found q+ c- wait:30s                                | DEGRADED   | warning",
                "found q+ c- wait:30s c+ wait:10s                    | RUNNING    | warning resolve",
                "found q+ c? wait:10m                                | RUNNING    | ''",
                "start q+ c- wait:10m                                | RUNNING    | ''",
                "start q+ c- wait:16m                                | DEGRADED   | warning",
                "found q+ gone wait:10s                              | UNKNOWN    | ''",
                "gone wait:20s                                       | UNKNOWN    | ''",
                "gone wait:20s here wait:10s                         | STOPPED    | ''",
                "found q+ wait:10s stopped gone wait:10s             | UNKNOWN    | ''",
                "found q+ wait:10s stopped gone wait:10s here wait:10s | STOPPED  | ''",
                "found q+ wait:10s exit:1 gone wait:10s              | CRASHED    | warning start+10",
                "found q+ gone wait:10s exit:1                       | CRASHED    | warning start+10",
                "found q+ gone wait:10s here wait:10s                | RUNNING    | ''",
                "found q+ wait:10s vanish wait:10s                   | RUNNING    | ''",
                "found q+ wait:10s vanish wait:20s                   | STOPPED    | ''",
                "found q+ wait:10s vanish wait:10s exit:1            | CRASHED    | warning start+10",
            })
    void scenarios(String scenario, HealthState state, String expected) {
        play(scenario);
        assertEquals(state, watched.health().state(), watched.health().explanation());
        assertEquals(expected, String.join(" ", acts));
        assertTrue(
                watched.health().explanation().endsWith("."), watched.health().explanation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "never    | found exit:1                       | CRASHED | critical",
                "never    | found q+ wait:10s q- wait:30s      | HUNG    | critical",
                "always   | found exit:0                       | STOPPED | start+10",
                "always   | found stopping stopped             | STOPPED | ''",
                "on-crash | found exit:0                       | STOPPED | ''",
            })
    void policies(String chosen, String scenario, HealthState state, String expected) {
        policy = chosen;
        play(scenario);
        assertEquals(state, watched.health().state());
        assertEquals(expected, String.join(" ", acts));
    }

    @Test
    void theStateKeepsItsBeginning() {
        play("found q+ wait:10s");
        Instant began = watched.health().since();
        play("wait:5m");
        assertEquals(began, watched.health().since());
        assertEquals(Finding.Status.OK, watched.health().findings().get("query").status());
    }
}
