// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The game's log: starts fresh, an old one is renamed {@code <name>-backup-<date>.<ext>}. Without a file it goes to
 * standard output. Listeners get each line without its prefix (a console that streams the log).
 */
public final class GameLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy.MM.dd_HH.mm.ss");
    private final Path file;
    private final Supplier<String> prefix;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> held = new ArrayList<>();
    private boolean holding;
    private OutputStream out;

    public GameLog(Path file, Supplier<String> prefix) throws IOException {
        this.file = file;
        this.prefix = prefix;
        open();
    }

    private void open() throws IOException {
        if (file == null) {
            out = System.out;
            holding = true;
            return;
        }
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
            String stamp = STAMP.format(LocalDateTime.now(ZoneOffset.UTC));
            Path old = file.resolveSibling(name.substring(0, dot) + "-backup-" + stamp + name.substring(dot));
            for (int i = 1; Files.exists(old); i++) {
                old = file.resolveSibling(name.substring(0, dot) + "-backup-" + stamp + "_" + i + name.substring(dot));
            }
            Files.move(file, old);
        }
        out = Files.newOutputStream(file);
    }

    /** Renames the log and begins a new one, as a rotating game or logrotate does. */
    public synchronized void rotate() throws IOException {
        if (file != null) {
            out.close();
            open();
        }
    }

    /** Writes one line; a line break inside the text stays, as games do not escape it. */
    public void line(String text) {
        write(prefix.get() + text);
        listeners.forEach(listener -> listener.accept(text));
    }

    /** Lets go the lines that standard output had to wait with, because the ports come first. */
    public synchronized void release() {
        holding = false;
        held.forEach(this::write);
        held.clear();
    }

    /** Writes a line without the prefix. */
    public synchronized void write(String text) {
        if (holding) {
            held.add(text);
            return;
        }
        try {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException lost) {
            throw new UncheckedIOException("the log cannot be written", lost);
        }
    }

    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    public Path file() {
        return file;
    }
}
