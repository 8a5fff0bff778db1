// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** One file that is being followed, kept open so that a renamed or deleted one is read to its end. */
final class OpenLog implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int CHECKED = 64;
    private static final long MOST_PER_POLL = 32L << 20;

    private final Path path;
    private final String key;
    private final FileChannel channel;
    private final LineBytes lines = new LineBytes();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    private LogMark.Place place;

    private OpenLog(LogFiles.Found file, FileChannel channel, LogMark.Place place) {
        this.path = file.path();
        this.key = file.key();
        this.channel = channel;
        this.place = place;
    }

    /** Opens a file at a place; empty when it has gone meanwhile. A place inside a line skips the rest of that line. */
    static Optional<OpenLog> open(LogFiles.Found file, LogMark.Place place) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file.path(), StandardOpenOption.READ);
            OpenLog log = new OpenLog(file, channel, place);
            if (log.replaced()) {
                log.place = new LogMark.Place(0, 0);
            }
            if (log.place.offset() > 0 && !log.atLineStart()) {
                log.lines.skipToLineEnd();
            }
            return Optional.of(log);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            close(channel);
            throw LogFiles.unreadable(file.path(), e);
        }
    }

    /** The end of a file; empty when it has gone meanwhile. */
    static Optional<LogMark.Place> endOf(LogFiles.Found file) {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long size = channel.size();
            return Optional.of(new LogMark.Place(size, check(channel, size).value));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw LogFiles.unreadable(file.path(), e);
        }
    }

    String key() {
        return key;
    }

    /** Where the first line starts that has not been given out. */
    LogMark.Place place() {
        try {
            long start = place.offset() - lines.pending();
            return lines.pending() == 0 ? place : new LogMark.Place(start, check(channel, start).value);
        } catch (IOException e) {
            throw LogFiles.unreadable(path, e);
        }
    }

    /** Gives out all lines that are complete now, up to 32 MiB of them. */
    void drain(Consumer<String> out) {
        try {
            if (replaced()) {
                lines.finish(out);
                place = new LogMark.Place(0, 0);
            }
            long offset = place.offset();
            long end = Math.min(channel.size(), offset + MOST_PER_POLL);
            boolean read = false;
            while (offset < end) {
                buffer.clear();
                int count = channel.read(buffer, offset);
                if (count <= 0) {
                    break;
                }
                lines.take(buffer.array(), count, out);
                offset += count;
                read = true;
            }
            if (read) {
                place = new LogMark.Place(offset, check(channel, offset).value);
            }
        } catch (IOException e) {
            throw LogFiles.unreadable(path, e);
        }
    }

    /** Gives out a last line without an end; for a file that nobody writes to any more. */
    void finish(Consumer<String> out) {
        lines.finish(out);
    }

    /**
     * Whether the content before the place is not what was read there: the file was truncated, or another one has its
     * identity. Only NULs before the place are a hole: the writer goes on at its old offset after a truncation.
     */
    private boolean replaced() throws IOException {
        if (channel.size() < place.offset()) {
            return true;
        }
        Check now = check(channel, place.offset());
        return now.value != place.check() && !now.hole;
    }

    private boolean atLineStart() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return channel.read(one, place.offset() - 1) == 1 && one.get(0) == '\n';
    }

    private record Check(long value, boolean hole) {}

    private static Check check(FileChannel channel, long offset) throws IOException {
        ByteBuffer before = ByteBuffer.allocate((int) Math.min(CHECKED, offset));
        long at = offset - before.capacity();
        while (before.hasRemaining() && channel.read(before, at + before.position()) > 0) {
            // A short read goes on where it ended.
        }
        CRC32 crc = new CRC32();
        crc.update(before.array(), 0, before.position());
        boolean hole = before.position() > 0;
        for (int i = 0; i < before.position(); i++) {
            hole &= before.get(i) == 0;
        }
        return new Check(crc.getValue(), hole);
    }

    private static void close(FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // It was only read from.
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
