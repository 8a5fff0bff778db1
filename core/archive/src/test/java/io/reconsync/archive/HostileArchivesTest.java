// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.archive.HostileArchives.Hostile;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveReader;
import io.reconsync.contract.archive.Extractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden table: every hostile archive is refused in a sentence, and nothing outside of the root is touched. */
class HostileArchivesTest {
    @TempDir
    Path temp;

    @Test
    void eachIsRefusedWithItsSentence() throws Exception {
        List<Hostile> all = HostileArchives.in(Files.createDirectory(temp.resolve("given")));
        assertTrue(all.size() >= 30, "only " + all.size());
        Path ground = Files.createDirectory(temp.resolve("ground"));
        Files.writeString(ground.resolve("bystander"), "untouched");
        List<String> wrong = new ArrayList<>();
        for (Hostile hostile : all) {
            Path root = Files.createDirectories(ground.resolve("deep/root"));
            long begun = System.nanoTime();
            ReconException refused = assertThrows(ReconException.class, () -> unpack(hostile, root), hostile.what());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            if (!refused.code().equals(hostile.code())
                    || !refused.getMessage().endsWith(".")
                    || !refused.nextStep().endsWith(".")
                    || millis > 5000) {
                wrong.add(hostile.what() + ": " + refused.code() + " " + millis + " ms " + refused.sentence());
            }
            assertEquals(Set.of("bystander", "deep", "deep/root"), outside(ground, root), hostile.what());
            clear(root);
        }
        assertEquals(List.of(), wrong);
        assertFalse(Files.exists(Path.of("/etc/evil")));
    }

    /** All of the table in a Java that has only 64 MB in all. */
    @Test
    void sixtyFourMegabytesAreEnough() throws Exception {
        Path given = Files.createDirectory(temp.resolve("given"));
        HostileArchives.in(given);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HostileArchivesTest.class.getName(),
                        temp.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        long peak = Long.parseLong(said.strip());
        assertTrue(peak < 64 << 20, "heap and direct memory at most: " + peak);
    }

    /** Refuses all archives again and prints how much memory that took at most. */
    public static void main(String[] arguments) throws Exception {
        Path temp = Path.of(arguments[0]);
        for (Hostile hostile : HostileArchives.in(Files.createDirectory(temp.resolve("again")))) {
            Path root = Files.createDirectories(temp.resolve("root"));
            try {
                unpack(hostile, root);
                throw new IllegalStateException(hostile.what() + " was unpacked");
            } catch (ReconException e) {
                clear(root);
            }
        }
        long peak = java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println(peak);
    }

    private static void unpack(Hostile hostile, Path root) throws IOException, InterruptedException {
        try (ArchiveReader reader = hostile.format().read(hostile.file(), ArchiveLimits.DEFAULT)) {
            new FolderExtractor().extract(reader, root, false, new Extractor.Visitor() {
                @Override
                public boolean wants(ArchiveEntry entry) {
                    return true;
                }

                @Override
                public void done(ArchiveEntry entry, String sha256) {}
            });
        }
    }

    private static Set<String> outside(Path ground, Path root) throws IOException {
        try (Stream<Path> all = Files.walk(ground)) {
            return all.filter(path -> !path.equals(ground) && (path.equals(root) || !path.startsWith(root)))
                    .map(path -> ground.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void clear(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
