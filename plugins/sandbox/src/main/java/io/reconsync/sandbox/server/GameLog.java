// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** {@code logs/sandbox.log}, one line per event behind its UTC time; begun anew at each start. Thread-safe. */
final class GameLog implements AutoCloseable {
    private final Clock clock;
    private final PrintStream copy;
    private final Writer file;

    GameLog(Path dir, Clock clock, PrintStream copy) throws IOException {
        this.clock = clock;
        this.copy = copy;
        Path log = Files.createDirectories(dir.resolve("logs")).resolve("sandbox.log");
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("sandbox.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        file = Files.newBufferedWriter(log, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }

    /** Writes a line; what would break it in two is replaced. */
    synchronized void line(String text) {
        StringBuilder line = new StringBuilder();
        line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
        text.codePoints()
                .map(c -> c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 ? '?' : c)
                .forEach(line::appendCodePoint);
        try {
            file.write(line.append('\n').toString());
            file.flush();
        } catch (IOException e) {
            copy.println("The log cannot be written: " + e.getMessage());
        }
        copy.print(line);
        copy.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
