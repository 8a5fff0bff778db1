// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.config.ConfigProblem;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of problems once, and of their end. Not thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final EventSink events;
    private final Clock clock;
    private final Set<ConfigProblem> told = new HashSet<>();

    Announcer(EventSink events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells what is new.
     *
     * @param complete whether the plugins of the start are up; before that, a missing one is no news
     */
    void problems(List<ConfigProblem> now, boolean complete) {
        Set<String> bad = files(now);
        Set<String> before = files(List.copyOf(told));
        told.retainAll(now);
        for (ConfigProblem problem : now) {
            if ((complete || problem.severity().equals("error")) && told.add(problem)) {
                tell(problem);
            }
        }
        before.stream().filter(file -> !bad.contains(file)).sorted().forEach(this::repaired);
    }

    private static Set<String> files(List<ConfigProblem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity().equals("error"))
                .map(ConfigProblem::file)
                .collect(Collectors.toSet());
    }

    private void tell(ConfigProblem problem) {
        boolean error = problem.severity().equals("error");
        String text = problem.place() + ": " + problem.message() + " " + problem.nextStep();
        LOG.warn("{}", text);
        events.emit(new Event(
                clock.instant(),
                "config-problem",
                error ? Severity.WARNING : Severity.INFO,
                problem.server(),
                text,
                Map.of(
                        "severity", problem.severity(),
                        "file", problem.file(),
                        "line", Integer.toString(problem.line()),
                        "column", Integer.toString(problem.column()),
                        "key", problem.key(),
                        "found", problem.found(),
                        "allowed", problem.allowed())));
    }

    private void repaired(String file) {
        LOG.info("{} is in order again.", file);
        events.emit(new Event(
                clock.instant(),
                "config-repaired",
                Severity.INFO,
                Optional.empty(),
                file + " is in order again.",
                Map.of("file", file)));
    }

    void changed(String what) {
        LOG.info("The configuration changed: {}.", what);
        events.emit(new Event(
                clock.instant(),
                "config-changed",
                Severity.INFO,
                Optional.empty(),
                "The configuration changed: " + what + ".",
                Map.of("what", what)));
    }
}
