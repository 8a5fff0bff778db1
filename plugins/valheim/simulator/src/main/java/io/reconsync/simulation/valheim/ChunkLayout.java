// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.world.Sha256;
import io.reconsync.simulation.world.ValheimSet;
import io.reconsync.simulation.world.WorldFile;
import io.reconsync.simulation.world.WorldImage;
import io.reconsync.simulation.world.WorldSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Since 1.0: changed chunks beside the old ones, index, db2, fwl2, {@code .ok} last; then set N-1 is deleted. */
final class ChunkLayout implements Layout {
    private static final int SIDE = 4;
    private static final byte[] NOTHING = {};
    private final ValheimSet set;
    private final Map<Integer, Chunk> chunks = new TreeMap<>();
    private long number;
    private long finished;

    private record Chunk(int version, String name, String sha256) {}

    ChunkLayout(Path folder) {
        this.set = new ValheimSet(folder);
    }

    @Override
    public WorldSet set() {
        return set;
    }

    @Override
    public boolean hasWorld() throws IOException {
        if (!Files.isDirectory(set.folder())) {
            return false;
        }
        try (Stream<Path> files = Files.list(set.folder())) {
            return files.findAny().isPresent();
        }
    }

    @Override
    public void open() throws IOException {
        Files.createDirectories(set.folder());
        for (String leftover : set.check().verdict().leftovers()) {
            Files.delete(set.folder().resolve(leftover));
        }
        TreeMap<Long, ?> numbers = set.numbers();
        number = numbers.isEmpty() ? 0 : numbers.lastKey();
        if (Files.exists(set.main(number, "chunks"))) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(set.main(number, "chunks")))) {
                WorldImage index = WorldFile.read(in);
                finished = index.generation();
                index.events().forEach(this::remember);
            }
        }
    }

    private void remember(String line) {
        String[] words = line.split("[_. ]+");
        int index = Integer.parseInt(words[0]) * SIDE + Integer.parseInt(words[1]);
        int version = Integer.parseInt(words[3]);
        chunks.put(index, new Chunk(version, line.split(" ")[0], line.split(" ")[1]));
    }

    @Override
    public void save(SaveRun run, Consumer<String> log) throws IOException, InterruptedException {
        long next = number + 1;
        run.phase("checks");
        log.accept("### Save World Thread Started! ###");
        log.accept("World save (1/5) Cloud & Backup checks done [0ms] => Save number " + next);
        run.phase("chunks");
        Map<Integer, Chunk> written = writeChunks(run);
        List<String> lines = new ArrayList<>();
        written.values().forEach(chunk -> lines.add(chunk.name() + " " + chunk.sha256()));
        write(run, next, "chunks", run.image().part("chunks", 64, lines));
        log.accept("World save (2/5) Chunks done [12ms]");
        write(run, next, "db2", run.image().index());
        log.accept("World save (3/5) DB2 done [30ms]");
        write(run, next, "fwl2", run.image().part("fwl2", 256, List.of()));
        log.accept("World save (4/5) FWL done [31ms]");
        run.phase("ok");
        byte[] marker = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ValheimSet.WORLD_VERSION)
                .array();
        Files.write(set.main(next, "ok"), marker);
        run.file("_main." + next + ".ok", Sha256.bytes(marker));
        run.pause(20, 300);
        run.phase("delete");
        deleteOld(number, written);
        number = next;
        finished = run.generation();
        written.values().forEach(chunk -> run.file(chunk.name(), chunk.sha256()));
        chunks.putAll(written);
    }

    private void write(SaveRun run, long next, String ending, WorldImage part)
            throws IOException, InterruptedException {
        run.pause(20, 300);
        run.phase(ending.equals("chunks") ? "index" : ending);
        run.file("_main." + next + "." + ending, run.write(set.main(next, ending), part, NOTHING));
    }

    private Map<Integer, Chunk> writeChunks(SaveRun run) throws IOException, InterruptedException {
        WorldImage image = run.image();
        int count = Math.min(SIDE * SIDE, image.records());
        long[] changed = image.changed();
        Map<Integer, Chunk> written = new TreeMap<>(chunks);
        for (int i = 0; i < count; i++) {
            int from = image.records() * i / count;
            int to = image.records() * (i + 1) / count;
            Chunk old = chunks.get(i);
            long newest = Arrays.stream(changed, from, to).max().orElse(0);
            if (old == null || newest > finished) {
                int version = old == null ? 1 : old.version() + 1;
                String name = String.format(Locale.ROOT, "%02d_%02d__a_%d.chunk", i / SIDE, i % SIDE, version);
                WorldImage slice = image.slice(name, from, to);
                String sha256 = run.writeMain(set.chunk(name), slice, NOTHING, run.spread(1.0 / count));
                written.put(i, new Chunk(version, name, sha256));
            }
        }
        return written;
    }

    private void deleteOld(long old, Map<Integer, Chunk> written) throws IOException {
        for (String ending : List.of("ok", "db2", "fwl2", "chunks")) {
            Files.deleteIfExists(set.main(old, ending));
        }
        for (Map.Entry<Integer, Chunk> each : chunks.entrySet()) {
            if (!each.getValue().equals(written.get(each.getKey()))) {
                Files.deleteIfExists(set.chunk(each.getValue().name()));
            }
        }
    }

    @Override
    public String saved(double millis) {
        return String.format(Locale.ROOT, "World save (5/5) done. Total time [%.0fms]", millis);
    }

    @Override
    public String version() {
        return "Valheim version: l-1.0.7 (network version 39)";
    }
}
