// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an own process writes to its output: {@code logs/servers/<id>.log}, written by the game itself, so that it goes
 * on without us. A fresh file per start; a file that has become too large is copied aside and cut, which the game does
 * not notice because it appends.
 */
public final class OutputLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutputLog.class);
    private static final long LARGEST = 50L << 20;
    private static final int KEPT = 4;

    private final Path folder;
    private final String name;
    private final long largest;

    /** The output of one server below the folder of logs. */
    public OutputLog(Path folder, String server) {
        this(folder, server, LARGEST);
    }

    OutputLog(Path folder, String server, long largest) {
        this.folder = folder;
        this.name = server + ".log";
        this.largest = largest;
    }

    /** The folder that it is in. */
    public Path folder() {
        return folder;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Moves the last run's output aside and gives the file for the next. */
    Path fresh() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        if (Files.exists(file) && Files.size(file) > 0) {
            makeRoom();
            Files.move(file, older(1), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Cuts a file that has become too large; a few lines written in that moment may be lost. */
    public void limit() {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file) && Files.size(file) > largest) {
                makeRoom();
                Files.copy(file, older(1), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            LOG.warn("The output of the game in {} cannot be cut: {}", file, e.toString());
        }
    }

    private void makeRoom() throws IOException {
        for (int i = KEPT - 1; i >= 1; i--) {
            if (Files.exists(older(i))) {
                Files.move(older(i), older(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path older(int number) {
        return folder.resolve(name + "." + number);
    }
}
