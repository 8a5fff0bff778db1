// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.game.HealthState;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.config.ServerConfig.Restart;
import io.reconsync.contract.monitor.HealthBoard.Health;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One server over time: what happened goes in, its health and what is to be done come out. Not thread-safe. */
final class Watched {
    private static final String MISSING = "Adapter missing. ";

    private final String id;
    private final Streaks streaks = new Streaks();
    private final RestartPolicy policy = new RestartPolicy();
    private Derivation.Verdict verdict = new Derivation.Verdict(HealthState.UNKNOWN, "It has not been looked at yet.");
    private Instant since = Instant.EPOCH;
    private Optional<Instant> began = Optional.empty();
    private Optional<String> crashLine = Optional.empty();
    private boolean ended;
    private boolean wasReady;
    private int missing;
    private boolean startPlanned;
    private boolean ourStart;
    private boolean revived;
    private boolean incident;

    /**
     * The settings of one server.
     *
     * @param interval between rounds
     * @param threshold rounds
     * @param grace of a start
     * @param restart policy
     * @param mayStart whether starting it is ours
     */
    record Terms(Duration interval, int threshold, Duration grace, Restart restart, boolean mayStart) {}

    /** The process has gone. */
    record Exit(Optional<Integer> code, boolean wanted, boolean clean, Optional<String> crashLine) {}

    Watched(String id) {
        this.id = id;
    }

    Health health() {
        return new Health(verdict.state(), verdict.explanation(), since, streaks.newest());
    }

    /** An incident of an earlier run is still open. */
    void incidentOpen() {
        incident = true;
    }

    List<Act> started(Instant now, Instant processBegan, boolean attached) {
        streaks.clear();
        crashLine = Optional.empty();
        ended = false;
        wasReady = false;
        // A game that takes over from the script that started it is no start by hand.
        boolean handedOver = began.isPresent() && attached;
        began = Optional.of(attached ? processBegan : now);
        if (!ourStart && !handedOver) {
            policy.reset();
        }
        ourStart = false;
        revived = false;
        move(now, HealthState.STARTING, attached ? "A running process was found." : "The process was started.");
        List<Act> acts = new ArrayList<>();
        if (startPlanned) {
            startPlanned = false;
            acts.add(new Act.ForgetStart());
        }
        return acts;
    }

    List<Act> exited(Instant now, Exit exit, Terms terms) {
        Duration ran = began.map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
        streaks.clear();
        ended = true;
        began = Optional.empty();
        Optional<String> line = exit.crashLine().or(() -> crashLine);
        String how = exit.code().map(code -> " with exit code " + code).orElse("");
        if (exit.wanted()) {
            move(now, HealthState.STOPPED, "It was stopped as asked.");
            return revived ? List.of() : calm("It was stopped as asked.");
        }
        boolean crash = !exit.clean() || line.isPresent();
        boolean again = terms.mayStart()
                && (terms.restart().policy().equals("always")
                        || crash && terms.restart().policy().equals("on-crash"));
        String what = crash
                ? "The process ended" + how + " without being asked to"
                        + line.map(text -> "; its log says: " + text).orElse("") + "."
                : "The server ended itself in order" + how + ".";
        if (!again) {
            move(now, crash ? HealthState.CRASHED : HealthState.STOPPED, what);
            return crash ? fire(Severity.CRITICAL, id + " has crashed", what + " It is not restarted.") : calm(what);
        }
        return restart(now, ran, what, crash, terms);
    }

    private List<Act> restart(Instant now, Duration ran, String what, boolean crash, Terms terms) {
        Restart restart = terms.restart();
        RestartPolicy.Decision decision = policy.ended(now, ran, restart.max(), restart.within());
        if (decision instanceof RestartPolicy.Decision.Again plan) {
            String wait = DurationText.format(Duration.between(now, plan.at()));
            String text =
                    what + " It is started again in " + wait + " (" + plan.attempt() + " of " + restart.max() + ").";
            move(now, crash ? HealthState.CRASHED : HealthState.STOPPED, text);
            List<Act> acts = new ArrayList<>(crash ? fire(Severity.WARNING, id + " has crashed", text) : List.of());
            acts.add(plan(plan.at(), what));
            return acts;
        }
        String text = what + " It was started again " + restart.max() + " times within "
                + DurationText.format(restart.within()) + ", so it stays down until somebody starts it.";
        move(now, HealthState.CRASH_LOOP, text);
        return fire(Severity.CRITICAL, id + " crashes again and again", text);
    }

    private Act plan(Instant at, String reason) {
        startPlanned = true;
        return new Act.StartAt(at, reason);
    }

    /** The planned start is being carried out now. */
    void starting() {
        startPlanned = false;
        ourStart = true;
    }

    /** A job that stops the server on request runs: an end is no crash, a planned start is off. */
    List<Act> stopping(Instant now) {
        if (began.isPresent()) {
            move(now, HealthState.STOPPING, "It is being stopped as asked.");
        }
        if (startPlanned) {
            startPlanned = false;
            return List.of(new Act.ForgetStart());
        }
        return List.of();
    }

    /** Its own word that it can be joined: nothing has to be asked for that. */
    List<Act> ready(Instant now) {
        if (verdict.state() != HealthState.STARTING) {
            return List.of();
        }
        wasReady = true;
        move(now, HealthState.RUNNING, "Its log says that it can be joined.");
        return calm("It runs again.");
    }

    void crashLine(String line) {
        crashLine = Optional.of(line);
    }

    List<Act> observed(Observation seen, Terms terms, boolean stopUnderWay) {
        if (!seen.running()) {
            List<Act> acts = absent(seen.at());
            slot(seen);
            return acts;
        }
        missing = 0;
        ended = false;
        if (began.isEmpty()) {
            began = Optional.of(seen.at());
        }
        streaks.take(seen.findings());
        if (stopUnderWay) {
            return List.of();
        }
        if (seen.noAdapter().isPresent()) {
            move(
                    seen.at(),
                    HealthState.UNKNOWN,
                    MISSING + seen.noAdapter().get() + " The process runs, and its end would be seen.");
            return List.of();
        }
        Derivation derivation = new Derivation(began.get(), terms.grace(), terms.threshold(), terms.interval());
        HealthState before = verdict.state();
        Derivation.Verdict next = derivation.of(seen, streaks, verdict, wasReady);
        wasReady |= next.state() == HealthState.RUNNING;
        if (seen.busy().isPresent()) {
            streaks.forgive();
        }
        move(seen.at(), next.state(), next.explanation());
        return follow(before, next, terms);
    }

    /** It could not be found out whether it runs. */
    List<Act> unknown(Instant now, String why) {
        if (began.isEmpty()) {
            move(now, HealthState.UNKNOWN, why);
        }
        return List.of();
    }

    /** A server that stands still is unknown too while its adapter is missing. */
    private void slot(Observation seen) {
        if (ended && seen.noAdapter().isPresent() && verdict.state() == HealthState.STOPPED) {
            move(seen.at(), HealthState.UNKNOWN, MISSING + seen.noAdapter().get() + " No process of it runs.");
        } else if (ended && seen.noAdapter().isEmpty() && verdict.state() == HealthState.UNKNOWN) {
            move(seen.at(), HealthState.STOPPED, "No process of it runs.");
        }
    }

    /** The event of its end may still be on its way, so that a crash is not taken for a stop. */
    private List<Act> absent(Instant now) {
        streaks.clear();
        boolean first = verdict.state() == HealthState.UNKNOWN;
        if (ended || !first && ++missing < 2) {
            return List.of();
        }
        ended = true;
        began = Optional.empty();
        if (verdict.state() == HealthState.STOPPED) {
            return List.of();
        }
        move(now, HealthState.STOPPED, "No process of it runs.");
        return first ? List.of() : calm("No process of it runs.");
    }

    private List<Act> follow(HealthState before, Derivation.Verdict now, Terms terms) {
        return switch (now.state()) {
            case RUNNING -> calm("It runs and answers again.");
            case DEGRADED ->
                before == HealthState.DEGRADED || now.told()
                        ? List.of()
                        : fire(Severity.WARNING, id + " is degraded", now.explanation());
            case HUNG -> before == HealthState.HUNG ? List.of() : hung(now, terms);
            default -> List.of();
        };
    }

    private List<Act> hung(Derivation.Verdict now, Terms terms) {
        boolean may = terms.mayStart() && !terms.restart().policy().equals("never");
        if (!may) {
            return fire(Severity.CRITICAL, id + " hangs", now.explanation() + " It is left alone, as configured.");
        }
        RestartPolicy.Decision decision = policy.ended(
                since, Duration.ZERO, terms.restart().max(), terms.restart().within());
        if (decision instanceof RestartPolicy.Decision.GiveUp) {
            return fire(
                    Severity.CRITICAL,
                    id + " hangs again and again",
                    now.explanation() + " It was restarted " + terms.restart().max()
                            + " times already, so it is left alone.");
        }
        List<Act> acts = new ArrayList<>(fire(
                Severity.WARNING,
                id + " hangs",
                now.explanation() + " It is killed, its files are copied, and it is started again."));
        revived = true;
        ourStart = true;
        acts.add(new Act.Revive(now.explanation()));
        return acts;
    }

    private List<Act> fire(Severity severity, String title, String text) {
        incident = true;
        return List.of(new Act.Fire(severity, title, text));
    }

    private List<Act> calm(String text) {
        if (!incident) {
            return List.of();
        }
        incident = false;
        return List.of(new Act.Resolve(text));
    }

    private void move(Instant now, HealthState state, String explanation) {
        if (state != verdict.state()) {
            since = now;
        }
        verdict = new Derivation.Verdict(state, explanation);
    }
}
