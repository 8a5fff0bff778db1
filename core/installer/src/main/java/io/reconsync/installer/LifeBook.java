// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where each plugin stands; every change that lasts is an event. Thread-safe. */
final class LifeBook {
    private static final Logger LOG = LoggerFactory.getLogger(LifeBook.class);

    private final Map<String, PluginStatus> states = new TreeMap<>();
    private final EventSink events;
    private final GuardControl guard;
    private final Clock clock;
    private volatile Optional<String> folder = Optional.empty();

    LifeBook(EventSink events, GuardControl guard, Clock clock) {
        this.events = events;
        this.guard = guard;
        this.clock = clock;
    }

    /** A step in the life of a jar. */
    void step(PluginJar jar, Life life, String sentence) {
        put(jar.name(), jar.version().toString(), life, sentence, jar.file(), jar.sha256());
    }

    /** A file of which no more is known than its name. */
    void file(String name, String file, Life life, String sentence) {
        put(name, "", life, sentence, file, "");
    }

    /** The plugin runs, and another jar of it was refused: that is an event, but takes nothing from what runs. */
    void refusedBeside(ActiveSet.Entry entry, String sentence) {
        put(entry.name(), entry.version(), Life.READY, sentence, entry.file(), entry.sha256(), Life.REFUSED);
    }

    /** The plugin runs on in an earlier version, although another jar came. */
    void runsOn(ActiveSet.Entry entry, Life life, String sentence) {
        put(entry.name(), entry.version(), life, sentence, entry.file(), entry.sha256());
    }

    private void put(String name, String version, Life life, String sentence, String file, String sha256) {
        put(name, version, life, sentence, file, sha256, life);
    }

    /** {@code told}: what the event says that happened. */
    private void put(String name, String version, Life life, String sentence, String file, String sha256, Life told) {
        PluginStatus status;
        synchronized (this) {
            PluginStatus before = states.get(name);
            if (before != null
                    && before.life() == life
                    && before.sentence().equals(sentence)
                    && before.version().equals(version)) {
                return;
            }
            status = new PluginStatus(name, version, life, sentence, file, sha256, clock.instant(), 0);
            states.put(name, status);
        }
        tell(status, told);
    }

    private void tell(PluginStatus status, Life life) {
        Severity severity = switch (life) {
            case REFUSED, ROLLED_BACK -> Severity.WARNING;
            default -> Severity.INFO;
        };
        switch (life) {
            case REFUSED, ROLLED_BACK -> LOG.warn(status.sentence());
            case VERIFIED, RESOLVED, ACTIVE -> {
                // Passed within moments, and each event is a write to the disk that the next step would wait for.
                LOG.debug(status.sentence());
                return;
            }
            default -> LOG.info(status.sentence());
        }
        events.emit(new Event(
                status.since(),
                "plugin-" + life.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                severity,
                Optional.empty(),
                status.sentence(),
                Map.of("plugin", status.name(), "version", status.version(), "file", status.file())));
    }

    /** The folder cannot be looked into; told once. Every plugin says so until {@link #readable}. */
    void unreadable(Path where, IOException why) {
        String sentence =
                where + " cannot be read (" + reason(why) + "), so the plugins that ran are kept as they were."
                        + " Bring the folder back or give ReconSync the right to read it;"
                        + " to remove plugins, empty the folder or use 'reconsync plugin remove'.";
        if (folder.isPresent()) {
            return;
        }
        folder = Optional.of(sentence);
        LOG.error(sentence);
        folder("plugins-unreadable", Severity.WARNING, sentence);
    }

    private static String reason(IOException why) {
        if (why instanceof NoSuchFileException) {
            return "it is not there";
        }
        return why instanceof AccessDeniedException
                ? "permission denied"
                : why instanceof NotDirectoryException ? "it is no folder" : why.toString();
    }

    /** The folder was looked into. */
    void readable(Path where) {
        if (folder.isPresent()) {
            folder = Optional.empty();
            String sentence = where + " can be read again.";
            LOG.info(sentence);
            folder("plugins-readable", Severity.INFO, sentence);
        }
    }

    private void folder(String kind, Severity severity, String sentence) {
        events.emit(new Event(clock.instant(), kind, severity, Optional.empty(), sentence, Map.of()));
    }

    synchronized void forget(String name) {
        states.remove(name);
    }

    /** Every plugin, with what host knows of it. */
    List<PluginStatus> list() {
        List<PluginStatus> copy;
        synchronized (this) {
            copy = List.copyOf(states.values());
        }
        return copy.stream().map(this::now).toList();
    }

    private PluginStatus now(PluginStatus status) {
        Optional<String> quarantine = guard.quarantine(status.name());
        boolean runs = status.life() == Life.READY
                || status.life() == Life.ROLLED_BACK
                || status.life() == Life.REFUSED && !status.sha256().isEmpty();
        boolean isolated = quarantine.isPresent() && runs;
        return new PluginStatus(
                status.name(),
                status.version(),
                isolated ? Life.QUARANTINED : status.life(),
                folder.map(sentence -> sentence + " ").orElse("")
                        + (isolated ? status.name() + " is in quarantine: " + quarantine.get() : status.sentence()),
                status.file(),
                status.sha256(),
                status.since(),
                guard.abandoned(status.name()));
    }
}
