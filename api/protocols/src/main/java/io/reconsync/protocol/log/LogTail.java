// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.LogLine;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a log from a mark on: over rotation by rename, over truncation, over new files that a glob matches, over the
 * absence of any file. Has no thread of its own: the caller polls, about once a second. For one thread at a time.
 *
 * <pre>{@code
 * LogMark before = LogMark.now(server.files(), profile.log());
 * console.send("save-all", deadline);
 * try (LogTail tail = LogTail.at(before, server.files(), "games/foo.yaml", profile.log(), clock)) {
 *     tail.poll(line -> …);
 * }
 * }</pre>
 *
 * Of several matching files the one written to last is followed; each is read once, from where the mark stands or, when
 * it is new, from its beginning. An empty new file does not replace the one that is being followed.
 */
public final class LogTail implements AutoCloseable {
    private static final int MOST_PLACES = 8192;

    private final LogFiles files;
    private final LogText text;
    private final Clock clock;
    private final Map<String, LogMark.Place> places = new LinkedHashMap<>();
    private OpenLog current;

    private LogTail(LogMark mark, LogFiles files, LogText text, Clock clock) {
        this.files = files;
        this.text = text;
        this.clock = clock;
        places.putAll(mark.places());
    }

    /**
     * A tail that gives what was written after {@code mark}; opens nothing yet.
     *
     * @param below the folder that {@code log.files} is relative to
     * @param place the profile's file, for messages
     * @throws io.reconsync.api.ReconException code {@code pattern-invalid} or {@code setting-invalid}, owner USER
     */
    public static LogTail at(LogMark mark, SafePath below, String place, GameProfile.LogPart log, Clock clock) {
        return new LogTail(mark, new LogFiles(below, log.files()), LogText.of(place, log), clock);
    }

    /**
     * Gives out the lines that have been completed since the last poll, at most 32 MiB of them; never waits.
     *
     * @throws io.reconsync.api.ReconException code {@code log-unreadable}, owner HOST; the next poll tries again
     */
    public void poll(Consumer<LogLine> out) {
        Consumer<String> raw = line -> out.accept(new LogLine(clock.instant(), text.clean(line)));
        if (current != null) {
            current.drain(raw);
        }
        Optional<LogFiles.Found> newest = files.newest();
        if (newest.isEmpty() || (current != null && newest.get().key().equals(current.key()))) {
            return;
        }
        if (current != null && newest.get().size() == 0) {
            return;
        }
        leave(raw);
        current = OpenLog.open(newest.get(), places.getOrDefault(newest.get().key(), new LogMark.Place(0, 0)))
                .orElse(null);
        if (current != null) {
            current.drain(raw);
        }
    }

    /** How far this tail has read: a tail made at this mark goes on with the next line. */
    public LogMark position() {
        if (current != null) {
            places.put(current.key(), current.place());
        }
        return new LogMark(places);
    }

    /** The old file may have grown between its last poll and the appearance of the new one. */
    private void leave(Consumer<String> raw) {
        if (current == null) {
            return;
        }
        current.drain(raw);
        current.finish(raw);
        places.remove(current.key());
        places.put(current.key(), current.place());
        while (places.size() > MOST_PLACES) {
            places.remove(places.keySet().iterator().next());
        }
        current.close();
        current = null;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
