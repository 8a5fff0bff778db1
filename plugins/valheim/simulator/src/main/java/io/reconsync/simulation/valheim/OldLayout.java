// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.world.ValheimOldSet;
import io.reconsync.simulation.world.WorldImage;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Before 1.0: {@code .db.new} and {@code .fwl.new} written, then each swapped: current to {@code .old}, new to current. */
final class OldLayout implements Layout {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final byte[] VERSION = {35, 0, 0, 0};
    private static final int BACKUP_EVERY = 5;
    private final ValheimOldSet set;

    OldLayout(Path worlds, String world) {
        this.set = new ValheimOldSet(worlds, world);
    }

    @Override
    public WorldSet set() {
        return set;
    }

    @Override
    public boolean hasWorld() {
        return Files.exists(set.file(".db")) || Files.exists(set.file(".fwl")) || Files.exists(set.file(".db.old"));
    }

    @Override
    public void open() throws IOException {
        Files.createDirectories(set.worlds());
    }

    @Override
    public void save(SaveRun run, Consumer<String> log) throws IOException, InterruptedException {
        log.accept("World save writing starting");
        if (run.generation() % BACKUP_EVERY == 0) {
            for (String ending : List.of(".db", ".fwl")) {
                Path copy = set.file("_backup_auto-" + STAMP.format(LocalDateTime.now()) + ending);
                Files.copy(set.file(ending), copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run.phase("writing");
        log.accept("World save writing started");
        String world = run.writeMain(set.file(".db.new"), run.image(), VERSION, run.spread(1));
        log.accept("Saved 214962 ZDOs");
        WorldImage meta = run.image().part(set.name() + ".fwl", 256, List.of());
        String fwl = run.write(set.file(".fwl.new"), meta, VERSION);
        log.accept("World save writing finishing");
        swap(run, ".db");
        run.pause(20, 200);
        swap(run, ".fwl");
        log.accept("World save writing finished");
        run.file(set.name() + ".db", world);
        run.file(set.name() + ".fwl", fwl);
    }

    private void swap(SaveRun run, String ending) throws IOException, InterruptedException {
        run.phase("swap" + ending);
        if (Files.exists(set.file(ending))) {
            Files.move(set.file(ending), set.file(ending + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        run.pause(1, 20);
        Files.move(set.file(ending + ".new"), set.file(ending));
    }

    @Override
    public String saved(double millis) {
        return String.format(Locale.ROOT, "World saved ( %.1fms )", millis);
    }

    @Override
    public String version() {
        return "Valheim version:0.217.46";
    }
}
