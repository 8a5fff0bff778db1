// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What data can say about a game: the content of {@code games/<game>.yaml}. Patterns are RE2 expressions (linear time).
 * Places {@code %{name}} in arguments, commands and paths are filled from {@link GameServer#values()}.
 *
 * @param game the key that servers name, lower case
 * @param name for people
 * @param process how the process is recognised and started
 * @param stop ordered steps until the process has gone
 * @param log where the log is and what is stripped from its lines
 * @param query the default query; empty for none
 * @param console the default console; empty for none
 * @param save how the world is brought to rest
 * @param events patterns over the log
 * @param players a console command that lists players; empty for none
 * @param files what the world consists of
 * @param crash what a crash looks like beyond the exit of the process
 */
public record GameProfile(
        String game,
        String name,
        ProcessPart process,
        List<Step> stop,
        LogPart log,
        Optional<PortPart> query,
        Optional<PortPart> console,
        SavePart save,
        List<EventPattern> events,
        Optional<PlayersPart> players,
        FilesPart files,
        CrashPart crash) {
    public GameProfile {
        stop = List.copyOf(stop);
        events = List.copyOf(events);
    }

    /**
     * The process.
     *
     * @param names of the executable, to recognise a running one
     * @param ready a log line's pattern that says "can be joined"; empty: ready once the query answers, else at once
     * @param start argument list; the first is the program, relative ones start at install
     * @param environment added to the process's environment
     * @param directory the working directory below install; empty for install itself
     * @param grace how long a start may take
     */
    public record ProcessPart(
            List<String> names,
            Optional<String> ready,
            List<String> start,
            Map<String, String> environment,
            String directory,
            Duration grace) {
        public ProcessPart {
            names = List.copyOf(names);
            start = List.copyOf(start);
            environment = Map.copyOf(environment);
        }
    }

    /** One step towards an aim: a console command or a signal, then at most {@code limit} of waiting for the aim. */
    public record Step(Optional<String> console, Optional<String> signal, Duration limit) {}

    /**
     * The log.
     *
     * @param files below install, newest wins, globs allowed; the text {@code stdout} means the output of an own process
     * @param strip {@code ansi}, {@code nul}
     * @param prefix a pattern cut from the start of each line; empty for none
     */
    public record LogPart(List<String> files, List<String> strip, Optional<String> prefix) {
        public LogPart {
            files = List.copyOf(files);
            strip = List.copyOf(strip);
        }
    }

    /**
     * A port with a kind.
     *
     * @param kind of a {@link QueryKind} or {@link ConsoleKind}
     * @param port the default, possibly a sum like {@code %{game.port}+1}; the configuration's key wins
     * @param options further keys, handed to the kind
     */
    public record PortPart(String kind, String port, Map<String, String> options) {
        public PortPart {
            options = Map.copyOf(options);
        }
    }

    /**
     * How the world is brought to rest. The release steps are journaled before the first of {@code before} runs.
     *
     * @param before steps that stop saving and ask for one last save; empty: the game cannot be asked
     * @param finished a log pattern newer than the mark that says "saved"; empty for none
     * @param reply a pattern over the reply to the last of {@code before} that says "saved"; empty for none
     * @param timeout how long to wait for the signal
     * @param release steps that let the game save again
     * @param stable for how long the files must not change before they are read
     * @param busy globs below the world; while one matches, a save is under way
     * @param awaits how long to wait for a save of the game's own accord where it cannot be asked; zero: do not wait
     */
    public record SavePart(
            List<Step> before,
            Optional<String> finished,
            Optional<String> reply,
            Duration timeout,
            List<Step> release,
            Duration stable,
            List<String> busy,
            Duration awaits) {
        public SavePart {
            before = List.copyOf(before);
            release = List.copyOf(release);
            busy = List.copyOf(busy);
        }
    }

    /**
     * A pattern over log lines.
     *
     * @param line the pattern; groups {@code name}, {@code id}, {@code by}, {@code text}, {@code count}, {@code version}
     *     fill the event
     * @param event {@code player-joined}, {@code player-left}, {@code player-died}, {@code chat}, {@code ready},
     *     {@code save-finished}, {@code crash}, {@code player-count}, {@code version}, or {@code ignore}
     */
    public record EventPattern(String line, String event) {}

    /** A console command that lists players, and the pattern of one of them in its reply (groups name, id). */
    public record PlayersPart(String command, String line) {}

    /**
     * What the world consists of.
     *
     * @param roots below install (or the savedir that a value names); each is taken with its own name
     * @param include globs below the roots
     * @param exclude globs below the roots; wins over include
     * @param required globs that must each match at least one non-empty file, else the world is incomplete
     * @param databases globs of SQLite files, taken through a consistent copy
     */
    public record FilesPart(
            List<String> roots,
            List<String> include,
            List<String> exclude,
            List<String> required,
            List<String> databases) {
        public FilesPart {
            roots = List.copyOf(roots);
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            required = List.copyOf(required);
            databases = List.copyOf(databases);
        }
    }

    /** What a crash looks like: log patterns, patterns that look like one and are none, exit codes that are none. */
    public record CrashPart(List<String> log, List<String> ignore, List<Integer> cleanExits) {
        public CrashPart {
            log = List.copyOf(log);
            ignore = List.copyOf(ignore);
            cleanExits = List.copyOf(cleanExits);
        }
    }
}
