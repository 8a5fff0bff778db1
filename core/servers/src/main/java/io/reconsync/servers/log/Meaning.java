// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.LogLine;
import io.reconsync.contract.host.Guarded;
import io.reconsync.protocol.log.LogPatterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lines mean: the adapter's interpreter where there is one, else the profile's patterns; ready, saved and crashed
 * always by the profile's patterns too.
 */
final class Meaning {
    private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String server;
    private final Optional<LogPatterns> patterns;
    private final Optional<Guarded<LogInterpreter>> interpreter;

    Meaning(String server, Optional<LogPatterns> patterns, Optional<Guarded<LogInterpreter>> interpreter) {
        this.server = server;
        this.patterns = patterns;
        this.interpreter = interpreter;
    }

    /** The events of lines, in order. */
    List<GameEvent> of(List<LogLine> lines) {
        List<GameEvent> events = new ArrayList<>();
        if (interpreter.isEmpty()) {
            lines.forEach(line -> patterns.ifPresent(all -> events.addAll(all.events(line.text()))));
            return events;
        }
        if (lines.isEmpty()) {
            return events;
        }
        Queue<GameEvent> told = new ConcurrentLinkedQueue<>();
        try {
            interpreter.get().call("reading the log of " + server, Deadline.after(LIMIT), plugin -> {
                for (LogLine line : lines) {
                    plugin.line(line, told::add);
                }
                return null;
            });
        } catch (ReconException e) {
            LOG.warn("{} lines of the log of {} were not understood: {}", lines.size(), server, e.getMessage());
        }
        events.addAll(told);
        for (LogLine line : lines) {
            patterns.ifPresent(all -> all.events(line.text()).stream()
                    .filter(Meaning::always)
                    .filter(event -> !told.contains(event))
                    .forEach(events::add));
        }
        return events;
    }

    private static boolean always(GameEvent event) {
        return event instanceof GameEvent.Ready
                || event instanceof GameEvent.SaveFinished
                || event instanceof GameEvent.CrashLine;
    }
}
