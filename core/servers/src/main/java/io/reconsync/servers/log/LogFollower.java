// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.LogLine;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.servers.Server.LogPosition;
import io.reconsync.protocol.log.LinePattern;
import io.reconsync.protocol.log.LogMark;
import io.reconsync.protocol.log.LogPatterns;
import io.reconsync.protocol.log.LogTail;
import io.reconsync.protocol.log.LogText;
import io.reconsync.servers.process.OutputLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log of one server, be it files, the output of an own process, or what the console streams. Thread-safe. */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final int BATCH = 500;
    private static final int MOST_STREAMED = 10_000;
    private static final int REPLAYS = 4;

    private final String server;
    private final OutputLog output;
    private final Clock clock;
    private final Consumer<GameEvent> out;
    private final Roster roster = new Roster();
    private final Lines lines = new Lines();
    private final Lines streamed = new Lines();
    private final Queue<String> arriving = new ArrayBlockingQueue<>(MOST_STREAMED);
    private List<Source> sources = List.of();
    private List<LogTail> tails = List.of();
    private Optional<LogText> text = Optional.empty();
    private Meaning meaning;
    private String place = "";
    private String complaint = "";
    private volatile boolean ready;
    private volatile boolean console;

    /** Nothing is followed before the first {@link #follow}. Events are handed to {@code out} by the polling thread. */
    public LogFollower(String server, OutputLog output, Clock clock, Consumer<GameEvent> out) {
        this.server = server;
        this.output = output;
        this.clock = clock;
        this.out = out;
        this.meaning = new Meaning(server, Optional.empty(), Optional.empty());
    }

    private record Position(List<Source> sources, List<LogMark> marks, String place, long streamed)
            implements LogPosition {}

    /** From now on as this profile says; what the files hold already is read without telling anybody. */
    public synchronized void follow(
            String from,
            SafePath install,
            GameProfile profile,
            UnaryOperator<String> fill,
            Optional<Guarded<LogInterpreter>> interpreter) {
        List<Source> now = Source.of(install, output, profile.log(), fill);
        boolean same = now.equals(sources) && from.equals(place);
        place = from;
        text = Optional.of(LogText.of(from, profile.log()));
        meaning = new Meaning(server, Optional.of(LogPatterns.of(from, profile)), interpreter);
        console = profile.log().files().contains(Source.CONSOLE);
        if (!same) {
            close();
            sources = now;
            tails = sources.stream()
                    .map(source -> source.tail(LogMark.beginning(), place, clock))
                    .toList();
            replay();
        }
    }

    private void replay() {
        for (int i = 0; i < REPLAYS; i++) {
            if (read(event -> {}) == 0) {
                return;
            }
        }
        close();
        tails = sources.stream()
                .map(source -> source.tail(source.now(), place, clock))
                .toList();
    }

    /** Reads what has come and hands out what it means. */
    public synchronized void poll() {
        read(out);
    }

    private int read(Consumer<GameEvent> events) {
        List<LogLine> batch = new ArrayList<>();
        int[] count = {0};
        Consumer<LogLine> take = line -> {
            count[0]++;
            batch.add(line);
            if (batch.size() >= BATCH) {
                understand(batch, events);
            }
        };
        try {
            tails.forEach(tail -> tail.poll(take));
            complaint = "";
        } catch (ReconException e) {
            if (!complaint.equals(e.getMessage())) {
                complaint = e.getMessage();
                LOG.warn("The log of {} cannot be read: {}", server, complaint);
            }
        }
        for (String raw = arriving.poll(); raw != null; raw = arriving.poll()) {
            String given = raw;
            String line = text.map(cleaner -> cleaner.clean(given)).orElse(given);
            streamed.add(line);
            take.accept(new LogLine(clock.instant(), line));
        }
        understand(batch, events);
        return count[0];
    }

    private void understand(List<LogLine> batch, Consumer<GameEvent> events) {
        batch.forEach(line -> lines.add(line.text()));
        for (GameEvent event : meaning.of(List.copyOf(batch))) {
            roster.take(event);
            ready |= event instanceof GameEvent.Ready;
            events.accept(event);
        }
        batch.clear();
    }

    /** A line that the console streamed; never blocks. When nobody reads for long, lines are lost. */
    public void stream(String line) {
        if (!arriving.offer(line)) {
            LOG.debug("A line of the console of {} is lost.", server);
        }
    }

    /** Whether lines come from the console, so that a session has to be kept open. */
    public boolean needsConsole() {
        return console;
    }

    /** An own process is about to start. */
    public synchronized void fresh() {
        read(out);
        ready = false;
        roster.empty();
    }

    /** The process has gone: whoever was on has left. */
    public synchronized void gone() {
        read(out);
        ready = false;
        roster.empty().forEach(out);
    }

    /** Whether the ready marker came since the process started. */
    public boolean ready() {
        return ready;
    }

    /** The marker came before we looked. */
    public void wasReady() {
        ready = true;
    }

    /** Those who are on by the log. */
    public Roster roster() {
        return roster;
    }

    /** Unmasked. */
    public List<String> tail(int number) {
        return lines.last(number);
    }

    /** The lines from now on. */
    public synchronized LogPosition mark() {
        read(out);
        return new Position(sources, sources.stream().map(Source::now).toList(), place, streamed.count());
    }

    /** Waits for a line after the mark; looks about ten times a second. */
    public Optional<String> await(LogPosition from, String pattern, Duration limit) throws InterruptedException {
        LinePattern wanted = LinePattern.compile("the line waited for in the log of " + server, pattern);
        Position position = (Position) from;
        Deadline deadline = Deadline.after(limit);
        List<LogTail> own = new ArrayList<>();
        try {
            for (int i = 0; i < position.sources().size(); i++) {
                own.add(position.sources().get(i).tail(position.marks().get(i), position.place(), clock));
            }
            while (true) {
                Optional<String> found = first(own, position, wanted);
                if (found.isPresent() || deadline.expired()) {
                    return found;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(100, deadline.remaining().toMillis() + 1));
            }
        } finally {
            own.forEach(LogTail::close);
        }
    }

    private Optional<String> first(List<LogTail> own, Position position, LinePattern wanted) {
        List<String> found = new ArrayList<>();
        Consumer<String> look = line -> {
            if (found.isEmpty() && wanted.matches(line)) {
                found.add(line);
            }
        };
        own.forEach(tail -> tail.poll(line -> look.accept(line.text())));
        if (console) {
            poll();
            streamed.after(position.streamed()).forEach(look);
        }
        return found.stream().findFirst();
    }

    @Override
    public synchronized void close() {
        tails.forEach(LogTail::close);
        tails = List.of();
    }
}
