// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All patterns of a profile that look at log lines, compiled once. Immutable and thread-safe.
 *
 * <pre>{@code
 * LogPatterns patterns = LogPatterns.of("games/foo.yaml", profile);
 * tail.poll(line -> patterns.events(line.text()).forEach(sink));
 * }</pre>
 *
 * The first pattern of {@code events} that matches decides. After {@code ignore} and {@code chat} nothing else is looked
 * at, so that players cannot forge what the others mean; else {@code process.ready}, {@code save.finished} and
 * {@code crash.log} (without {@code crash.ignore}) are tried too.
 */
public final class LogPatterns {
    private final List<EventRule> rules;
    private final Optional<LinePattern> ready;
    private final Optional<LinePattern> saved;
    private final List<LinePattern> crash;
    private final List<LinePattern> noCrash;

    private LogPatterns(
            List<EventRule> rules,
            Optional<LinePattern> ready,
            Optional<LinePattern> saved,
            List<LinePattern> crash,
            List<LinePattern> noCrash) {
        this.rules = rules;
        this.ready = ready;
        this.saved = saved;
        this.crash = crash;
        this.noCrash = noCrash;
    }

    /**
     * Compiles the patterns of a profile.
     *
     * @param place the profile's file, for messages
     * @throws ReconException code {@code pattern-invalid}, owner USER
     */
    public static LogPatterns of(String place, GameProfile profile) {
        List<EventRule> rules = new ArrayList<>();
        for (int i = 0; i < profile.events().size(); i++) {
            rules.add(
                    EventRule.of(place + " events[" + i + "]", profile.events().get(i)));
        }
        return new LogPatterns(
                List.copyOf(rules),
                profile.process().ready().map(text -> LinePattern.compile(place + " process.ready", text)),
                profile.save().finished().map(text -> LinePattern.compile(place + " save.finished", text)),
                compile(place + " crash.log", profile.crash().log()),
                compile(place + " crash.ignore", profile.crash().ignore()));
    }

    private static List<LinePattern> compile(String place, List<String> texts) {
        List<LinePattern> patterns = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            patterns.add(LinePattern.compile(place + "[" + i + "]", texts.get(i)));
        }
        return List.copyOf(patterns);
    }

    /** What a cleaned line ({@link LogText}) says; mostly nothing, at most one event of each kind. */
    public List<GameEvent> events(String line) {
        List<GameEvent> events = new ArrayList<>();
        for (EventRule rule : rules) {
            Optional<Map<String, String>> groups = rule.pattern().find(line);
            if (groups.isPresent()) {
                rule.kind().event(line, groups.get()).ifPresent(events::add);
                if (rule.kind().isFinal()) {
                    return events;
                }
                break;
            }
        }
        if (ready.isPresent() && ready.get().matches(line)) {
            addOnce(events, new GameEvent.Ready());
        }
        if (saved.isPresent() && saved.get().matches(line)) {
            addOnce(events, new GameEvent.SaveFinished());
        }
        if (any(crash, line) && !any(noCrash, line)) {
            addOnce(events, new GameEvent.CrashLine(line));
        }
        return events;
    }

    private static boolean any(List<LinePattern> patterns, String line) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(line));
    }

    private static void addOnce(List<GameEvent> events, GameEvent event) {
        if (!events.contains(event)) {
            events.add(event);
        }
    }

    /** One entry of {@code events}. */
    private record EventRule(LinePattern pattern, EventWord kind) {
        static EventRule of(String place, GameProfile.EventPattern entry) {
            LinePattern pattern = LinePattern.compile(place + ".line", entry.line());
            EventWord kind = EventWord.of(place + ".event", entry.event());
            if (!kind.fitsOneOf(pattern.groups())) {
                throw new ReconException(
                        "pattern-invalid",
                        ErrorOwner.USER,
                        "The pattern '" + pattern + "' at " + place + ".line names nothing that the event "
                                + entry.event() + " needs.",
                        "Add one of the groups " + kind.needs() + ", for example (?<"
                                + kind.needs().get(0) + ">.+).");
            }
            return new EventRule(pattern, kind);
        }
    }
}
