// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import io.reconsync.simulation.engine.PacedOutput;
import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.world.ArkDatabase;
import io.reconsync.simulation.world.ArkSet;
import io.reconsync.simulation.world.WorldFile;
import io.reconsync.simulation.world.WorldImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * ARK's save, in the game's thread: the world into {@code .tmp}; profiles and tribes locked, truncated, left empty for
 * a moment, written; the {@code .ark} unlinked, absent for a moment, and the {@code .tmp} renamed.
 */
final class ArkSave {
    private static final DateTimeFormatter ROLLING = DateTimeFormatter.ofPattern("_dd.MM.yyyy_HH.mm.ss'.ark'");
    private static final int ROLLING_EVERY = 5;
    private final ArkSet set;
    private final ReentrantLock gameThread = new ReentrantLock(true);
    private final Set<String> small = new ConcurrentSkipListSet<>();
    private ArkDatabase database;

    ArkSave(ArkSet set) {
        this.set = set;
    }

    /** Runs something in the game's thread: not while a save is written. */
    <T> T inGameThread(Supplier<T> work) throws InterruptedException {
        gameThread.lockInterruptibly();
        try {
            return work.get();
        } finally {
            gameThread.unlock();
        }
    }

    /** A player whose profile the next saves write. */
    void profile(String id) {
        small.add(id + ".arkprofile");
    }

    List<Path> files(String... endings) throws IOException {
        if (!Files.isDirectory(set.folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(set.folder())) {
            return all.filter(file -> Stream.of(endings)
                            .anyMatch(ending -> file.toString().endsWith("." + ending)))
                    .filter(file -> !ArkSet.ROLLING
                            .matcher(file.getFileName().toString())
                            .matches())
                    .sorted()
                    .toList();
        }
    }

    /** Takes over what lies on disk. */
    void open() throws IOException {
        small.add("1234567890.arktribe");
        profile("76561198000000001");
        profile("76561198000000002");
        for (Path file : files("arkprofile", "arktribe")) {
            small.add(file.getFileName().toString());
        }
        openDatabase();
    }

    private void openDatabase() throws IOException {
        if (set.sqlite() && Files.exists(set.world())) {
            database = ArkDatabase.open(set.world());
        }
    }

    void close() throws IOException {
        if (database != null) {
            database.close();
            database = null;
        }
    }

    void write(SaveRun run) throws IOException, InterruptedException {
        gameThread.lockInterruptibly();
        try {
            run.phase("tmp");
            Path temporary = set.temporary();
            String sha256 = set.sqlite()
                    ? writeDatabase(run, temporary)
                    : run.writeMain(temporary, run.image(), new byte[] {9, 0}, run.spread(1));
            run.phase("profiles");
            for (String name : small) {
                writeSmall(run, set.folder().resolve(name));
            }
            rolling(run);
            run.phase("unlink");
            close();
            Files.deleteIfExists(set.world());
            run.pause(50, 500);
            run.phase("rename");
            Files.move(temporary, set.world());
            openDatabase();
            if (database != null) {
                database.saved(run.generation());
                run.database(set.map() + ".ark");
            }
            run.file(set.map() + ".ark", sha256);
        } finally {
            gameThread.unlock();
        }
    }

    private String writeDatabase(SaveRun run, Path file) throws IOException, InterruptedException {
        try (ArkDatabase fresh = ArkDatabase.create(file);
                Blobs blobs = new Blobs(fresh);
                PacedOutput paced = run.paced(blobs, WorldFile.size(run.image(), new byte[0]), run.spread(1))) {
            WorldFile.write(run.image(), new byte[0], paced);
            paced.flush();
            return paced.sha256();
        }
    }

    /** Each write becomes a blob. */
    private static final class Blobs extends OutputStream {
        private final ArkDatabase database;

        Blobs(ArkDatabase database) {
            this.database = database;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            database.append(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    private void writeSmall(SaveRun run, Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString();
        WorldImage part = run.image().part(name, 4096, List.of());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException(name + " is locked by another process");
            }
            channel.truncate(0);
            run.pause(20, 200);
            run.file(name, run.write(file, part, new byte[0]));
        }
    }

    private void rolling(SaveRun run) throws IOException {
        if (run.generation() % ROLLING_EVERY == 0 && Files.exists(set.world())) {
            Path copy = set.folder().resolve(set.map() + ROLLING.format(LocalDateTime.now()));
            Files.copy(set.world(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
