// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The world on disk. A save writes some files in place, some truncated and anew, some beside and renamed, appends to a
 * journal, changes pages of a page file, and writes the index last: whoever copies the files meanwhile gets a torn world.
 * Used by the game's thread only.
 */
final class World {
    private static final long JOURNAL_LIMIT = 2 << 20;
    private static final double CHANGED_PAGES = 0.05;
    private static final double CHANGED_REGIONS = 0.1;

    private final Path root;
    private final Clock clock;
    private final Duration duration;
    private final Optional<Proof> proof;
    private final Random random;
    private WorldIndex index;

    World(Path root, WorldIndex index, Clock clock, Duration duration, Optional<Proof> proof, long seed) {
        this.root = root;
        this.index = index;
        this.clock = clock;
        this.duration = duration;
        this.proof = proof;
        this.random = new Random(seed ^ index.timeline() ^ index.generation());
    }

    /** What a save was. */
    record Saved(long generation, int files, long bytes, long millis) {}

    long generation() {
        return index.generation();
    }

    long timeline() {
        return index.timeline();
    }

    /** The size of all files but the index. */
    long bytes() {
        return index.files().values().stream().mapToLong(WorldIndex.Entry::size).sum();
    }

    /**
     * One save.
     *
     * @param journal lines of what happened since the last one
     * @param changed files of text by path, for example players
     */
    Saved save(List<String> journal, Map<String, String> changed) throws IOException {
        long from = System.nanoTime();
        long generation = index.generation() + 1;
        Map<String, WorldIndex.Entry> files = new TreeMap<>(index.files());
        List<String> regions = chosenRegions();
        Pace pace = new Pace(duration, expected(regions));
        List<String> written = new ArrayList<>();

        WorldFiles.inPlace(path(Layout.LEVEL), generation, size(Layout.LEVEL), random, pace);
        WorldFiles.truncated(path(Layout.ENTITIES), generation, size(Layout.ENTITIES), random, pace);
        int pages = (int) (size(PageFile.NAME) / PageFile.PAGE);
        PageFile.write(path(PageFile.NAME), generation, pages, CHANGED_PAGES, random, pace);
        written.addAll(List.of(Layout.LEVEL, Layout.ENTITIES, PageFile.NAME, Layout.JOURNAL));
        for (String region : regions) {
            WorldFiles.renamed(path(region), generation, size(region), random, pace);
            written.add(region);
        }
        WorldFiles.appended(path(Layout.JOURNAL), journal(generation, journal), JOURNAL_LIMIT);
        for (Map.Entry<String, String> file : changed.entrySet()) {
            Files.createDirectories(path(file.getKey()).getParent());
            WorldFiles.renamed(path(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
            written.add(file.getKey());
        }
        Map<String, String> sums = new TreeMap<>();
        for (String name : written) {
            Sums of = Sums.of(path(name));
            sums.put(name, of.sha256());
            files.put(name, new WorldIndex.Entry(of.crc(), of.size(), generation));
        }
        commit(new WorldIndex(generation, index.timeline(), files), sums);
        return new Saved(generation, files.size() + 1, bytes(), (System.nanoTime() - from) / 1_000_000);
    }

    private void commit(WorldIndex next, Map<String, String> sums) throws IOException {
        byte[] content = next.format();
        WorldFiles.renamed(path(WorldIndex.NAME), content);
        index = next;
        if (proof.isPresent()) {
            for (String name : next.files().keySet()) {
                if (!sums.containsKey(name)) {
                    sums.put(name, Sums.of(path(name)).sha256());
                }
            }
            sums.put(WorldIndex.NAME, Sums.sha256Of(content));
            proof.get().write(next, clock.instant(), sums);
        }
    }

    private static String journal(long generation, List<String> lines) {
        StringBuilder text = new StringBuilder("save " + generation + "\n");
        lines.forEach(line -> text.append(line.replace('\n', '?')).append('\n'));
        return text.toString();
    }

    private List<String> chosenRegions() {
        List<String> all = index.files().keySet().stream()
                .filter(name -> name.startsWith(Layout.REGIONS))
                .toList();
        List<String> chosen = new ArrayList<>();
        for (String region : all) {
            if (random.nextDouble() < CHANGED_REGIONS) {
                chosen.add(region);
            }
        }
        return chosen.isEmpty() && !all.isEmpty() ? List.of(all.get(random.nextInt(all.size()))) : chosen;
    }

    private long expected(List<String> regions) {
        return size(Layout.LEVEL)
                + size(Layout.ENTITIES)
                + (long) (size(PageFile.NAME) * CHANGED_PAGES)
                + regions.stream().mapToLong(this::size).sum();
    }

    private long size(String name) {
        return index.files().get(name).size();
    }

    private Path path(String name) {
        return root.resolve(name);
    }
}
