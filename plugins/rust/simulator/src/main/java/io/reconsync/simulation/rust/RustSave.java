// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.world.CounterDatabase;
import io.reconsync.simulation.world.RustSet;
import io.reconsync.simulation.world.Sha256;
import io.reconsync.simulation.world.WorldFile;
import io.reconsync.simulation.world.WorldImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Rust's save: image in memory, {@code .sav.1..n} shifted, {@code .sav.new} written, {@code .sav} overwritten in place
 * over seconds, {@code .new} deleted. The databases count the save when it begins.
 */
final class RustSave {
    private static final int KEPT = 3;
    private static final int PROTOCOL = 273;
    private final RustSet set;
    private final List<CounterDatabase> databases;
    private String mapSha256 = "";

    RustSave(RustSet set, CounterDatabase... databases) {
        this.set = set;
        this.databases = List.of(databases);
    }

    /** Makes the map file that never changes, if it is absent. */
    void prepare(WorldImage world, long seed) throws IOException {
        if (Files.notExists(set.map())) {
            WorldImage map = new WorldImage(world.name(), seed, 0, 0, 32 * 1024, new long[32], List.of());
            try (OutputStream out = Files.newOutputStream(set.map())) {
                WorldFile.write(map, new byte[0], out);
            }
        }
        mapSha256 = Sha256.file(set.map());
    }

    void write(SaveRun run) throws IOException, InterruptedException {
        try {
            steps(run);
        } catch (IOException failed) {
            for (CounterDatabase database : databases) {
                database.failed(run.generation());
            }
            throw failed;
        }
    }

    private void steps(SaveRun run) throws IOException, InterruptedException {
        run.phase("image");
        for (CounterDatabase database : databases) {
            database.saving(run.generation());
        }
        run.pause(300, 800);
        run.phase("rotate");
        rotate();
        run.phase("new");
        Path fresh = set.beside(".new");
        run.writeMain(fresh, run.image(), preamble(run), run.spread(0.4));
        run.phase("overwrite");
        String sha256 = run.overwrite(fresh, set.save(), run.spread(0.6));
        run.phase("delete");
        Files.delete(fresh);
        run.file(set.save().getFileName().toString(), sha256);
        run.file(set.map().getFileName().toString(), mapSha256);
        run.database("player.identities.5.db");
        run.database("player.deaths.5.db");
    }

    private void rotate() throws IOException {
        for (int i = KEPT; i > 1; i--) {
            Path younger = set.beside("." + (i - 1));
            if (Files.exists(younger)) {
                Files.move(younger, set.beside("." + i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(set.save())) {
            Files.copy(set.save(), set.beside(".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What a .sav begins with: {@code SAVR}, {@code J} and a JSON text, {@code D} and the epoch, the save version. */
    private static byte[] preamble(SaveRun run) {
        byte[] json = ("{\"Map\":\"" + run.image().name() + "\"}").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("SAVRJ".getBytes(StandardCharsets.US_ASCII));
        out.write(json.length);
        out.writeBytes(json);
        out.write('D');
        int epoch = (int) (1_700_000_000L + run.generation());
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(epoch)
                .putInt(PROTOCOL)
                .array());
        return out.toByteArray();
    }
}
