// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every destination has to do. A destination's test extends it:
 *
 * <pre>{@code
 * class LocalDestinationTest extends DestinationConformance {
 *     @TempDir Path folder;
 *
 *     protected Destination open() {
 *         return new LocalDestinationType().open(FakeSettings.of(Map.of("path", folder.toString())), context, soon());
 *     }
 * }
 * }</pre>
 */
public abstract class DestinationConformance {
    private Destination destination;

    /** Opens the destination that this test may fill; each time the same place. */
    protected abstract Destination open() throws Exception;

    /** How long one call may take; more for slow destinations. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** A deadline for one call. */
    protected final Deadline soon() {
        return Deadline.after(patience());
    }

    @BeforeEach
    final void openFirst() throws Exception {
        destination = open();
        for (BlobName name : names(destination, "")) {
            if (destination.capabilities().deleteAllowed()) {
                destination.delete(name, soon());
            }
        }
    }

    @AfterEach
    final void closeLast() {
        if (destination != null) {
            destination.close();
        }
    }

    private void put(String name, byte[] bytes) {
        destination.put(Blobs.name(name), Blobs.source(bytes), soon());
    }

    private byte[] get(String name, long offset, long length) throws IOException {
        try (InputStream in = destination.get(Blobs.name(name), offset, length, soon())) {
            return in.readAllBytes();
        }
    }

    private Set<BlobName> names(Destination from, String prefix) {
        List<BlobName> seen = new ArrayList<>();
        from.list(new BlobPrefix(prefix), info -> seen.add(info.name()), soon());
        assertEquals(new TreeSet<>(seen).size(), seen.size(), "a list names each blob once: " + seen);
        return new TreeSet<>(seen);
    }

    private void absent(String name) {
        assertTrue(destination.stat(Blobs.name(name), soon()).isEmpty(), name + " must not be there");
        Within.refused("blob-absent", () -> get(name, 0, -1));
        assertFalse(names(destination, "").contains(Blobs.name(name)), name + " must not be listed");
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        for (int length : new int[] {0, 1, 4095, 4096, 4097, 1_000_003}) {
            byte[] bytes = Blobs.random(length, length);
            put("size/" + length, bytes);
            assertArrayEquals(bytes, get("size/" + length, 0, -1), "a blob of " + length + " bytes");
            BlobInfo info =
                    destination.stat(Blobs.name("size/" + length), soon()).orElseThrow();
            assertEquals(Blobs.name("size/" + length), info.name());
            assertEquals(length, info.length());
            info.sha256().ifPresent(hash -> assertEquals(Blobs.sha256(bytes), hash));
        }
    }

    @Test
    void givesAnyRange() throws IOException {
        byte[] bytes = Blobs.random(50_000, 7);
        put("ranges", bytes);
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - from) + 1;
            byte[] expected = java.util.Arrays.copyOfRange(bytes, from, from + length);
            assertArrayEquals(expected, get("ranges", from, length), from + "+" + length);
        }
        assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 49_990, 50_000), get("ranges", 49_990, -1));
        assertArrayEquals(
                java.util.Arrays.copyOfRange(bytes, 49_990, 50_000), get("ranges", 49_990, 100), "past the end");
        assertEquals(0, get("ranges", 10, 0).length, "an empty range");
        assertEquals(0, get("ranges", bytes.length, -1).length, "a range that begins at the end");
    }

    @Test
    void aStreamLeftHalfReadDoesNoHarm() throws IOException {
        put("half-read", Blobs.random(500_000, 3));
        for (int i = 0; i < 20; i++) {
            try (InputStream in = destination.get(Blobs.name("half-read"), 0, -1, soon())) {
                assertTrue(in.read() >= 0);
            }
        }
        assertEquals(500_000, get("half-read", 0, -1).length);
    }

    @Test
    void saysThatAnAbsentBlobIsAbsent() {
        absent("never/was");
    }

    @Test
    void takesEveryNameThatAnameMayBe() throws IOException {
        String longest = "a/".repeat(7) + "b".repeat(226);
        for (String name : List.of(
                "a",
                "0",
                "_",
                "-",
                "a.b",
                "a..b",
                "con",
                "nul.txt",
                "a-b_c.d/e",
                "x.tmp",
                "x.part",
                "a/b/c/d/e/f/g/h",
                "deep/con/aux",
                longest)) {
            byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            put(name, bytes);
            assertArrayEquals(bytes, get(name, 0, -1), name);
            assertTrue(names(destination, name).contains(Blobs.name(name)), name + " must be listed");
        }
    }

    @Test
    void listsByTheBeginningOfTheWholeName() {
        for (String name : List.of("s/1", "s/10", "s/2", "sx", "t/1")) {
            put(name, new byte[] {1, 2, 3});
        }
        assertEquals(Set.of(Blobs.name("s/1"), Blobs.name("s/10")), names(destination, "s/1"));
        assertEquals(3, names(destination, "s/").size());
        assertEquals(4, names(destination, "s").size());
        assertEquals(5, names(destination, "").size());
        assertEquals(Set.of(), names(destination, "nothing/here"));
        destination.list(new BlobPrefix("s/"), info -> assertEquals(3, info.length()), soon());
    }

    @Test
    void whatTheListenerThrowsComesThroughAndEndsTheList() {
        put("one", new byte[1]);
        put("two", new byte[1]);
        IllegalStateException enough = new IllegalStateException("enough");
        List<BlobInfo> seen = new ArrayList<>();
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> destination.list(
                        new BlobPrefix(""),
                        info -> {
                            seen.add(info);
                            throw enough;
                        },
                        soon()));
        assertSame(enough, thrown);
        assertEquals(1, seen.size(), "the list goes on after its listener threw");
        assertEquals(2, names(destination, "").size());
    }

    @Test
    void puttingTheSameAgainChangesNothing() throws IOException {
        byte[] bytes = Blobs.random(10_000, 5);
        put("same", bytes);
        put("same", bytes);
        assertArrayEquals(bytes, get("same", 0, -1));
        assertEquals(1, names(destination, "").size());
    }

    @Test
    void replacesOrRefusesAsDeclared() throws IOException {
        byte[] first = Blobs.random(20_000, 1);
        byte[] second = Blobs.random(100, 2);
        put("twice", first);
        if (destination.capabilities().atomicReplace()) {
            put("twice", second);
            assertArrayEquals(second, get("twice", 0, -1));
        } else {
            Within.refused("blob-exists", () -> put("twice", second));
            assertArrayEquals(first, get("twice", 0, -1), "a refused put leaves the former blob");
        }
        assertEquals(1, names(destination, "").size());
    }

    @Test
    void deletesAsDeclared() throws IOException {
        put("doomed", new byte[] {1});
        put("kept", new byte[] {2});
        if (destination.capabilities().deleteAllowed()) {
            destination.delete(Blobs.name("doomed"), soon());
            absent("doomed");
            destination.delete(Blobs.name("doomed"), soon());
            destination.delete(Blobs.name("never/was"), soon());
            put("doomed", new byte[] {3});
            assertArrayEquals(new byte[] {3}, get("doomed", 0, -1));
        } else {
            Within.refused(() -> destination.delete(Blobs.name("doomed"), soon()));
            assertArrayEquals(new byte[] {1}, get("doomed", 0, -1));
        }
        assertArrayEquals(new byte[] {2}, get("kept", 0, -1));
    }

    @Test
    void refusesBytesThatAreNotWhatTheSourceSays() {
        byte[] bytes = Blobs.random(30_000, 9);
        String hash = Blobs.sha256(bytes);
        corrupt("wrong-hash", Blobs.source(bytes, bytes.length, Blobs.sha256(new byte[1])));
        corrupt("too-short", Blobs.source(bytes, bytes.length + 1L, hash));
        corrupt("too-long", Blobs.source(bytes, bytes.length - 1L, hash));
        corrupt("all-missing", Blobs.source(new byte[0], bytes.length, hash));
    }

    private void corrupt(String name, BlobSource source) {
        Within.refused("blob-corrupt", () -> destination.put(Blobs.name(name), source, soon()));
        absent(name);
    }

    @Test
    void aCorruptReplacementLeavesTheFormerBlob() throws IOException {
        byte[] good = Blobs.random(5_000, 4);
        put("precious", good);
        Within.refused(() ->
                destination.put(Blobs.name("precious"), Blobs.source(new byte[7], 7, Blobs.sha256(good)), soon()));
        assertArrayEquals(good, get("precious", 0, -1));
    }

    @Test
    void halfABlobNeverShows() throws IOException {
        byte[] bytes = Blobs.random(300_000, 6);
        assertThrows(Exception.class, () -> destination.put(Blobs.name("torn"), Blobs.broken(bytes, 200_000), soon()));
        absent("torn");
        put("torn", bytes);
        assertArrayEquals(bytes, get("torn", 0, -1));
    }

    @Test
    void anExpiredDeadlineStoresNothing() {
        ReconException error = assertThrows(
                ReconException.class,
                () -> destination.put(Blobs.name("late"), Blobs.source(new byte[10]), Deadline.after(Duration.ZERO)));
        Within.complete(error);
        absent("late");
    }

    @Test
    void showsNothingBeforeAPutIsOver() throws Exception {
        SlowSource slow = new SlowSource(Blobs.random(200_000, 8));
        var putting = Within.start(() -> {
            destination.put(Blobs.name("slow"), slow, soon());
            return null;
        });
        slow.awaitHalf(patience());
        assertTrue(destination.stat(Blobs.name("slow"), soon()).isEmpty());
        assertFalse(names(destination, "").contains(Blobs.name("slow")));
        slow.goOn();
        putting.get(patience());
        assertArrayEquals(slow.bytes(), get("slow", 0, -1));
    }

    @Test
    void anInterruptedPutComesBackAndStoresNothing() throws Exception {
        SlowSource slow = new SlowSource(Blobs.random(200_000, 8));
        var putting = Within.start(() -> {
            destination.put(Blobs.name("interrupted"), slow, soon());
            return null;
        });
        slow.awaitHalf(patience());
        putting.thread().interrupt();
        putting.thread().join(patience().toMillis());
        assertFalse(putting.thread().isAlive(), "an interrupted put must come back");
        absent("interrupted");
    }

    @Test
    void worksFromSeveralThreads() throws Exception {
        Within.together(8, patience().multipliedBy(4), index -> {
            for (int i = 0; i < 10; i++) {
                String name = "thread/" + index + "/" + i;
                byte[] bytes = Blobs.random(5_000 + index, index * 100L + i);
                put(name, bytes);
                assertArrayEquals(bytes, get(name, 0, -1));
                put("shared", Blobs.random(2_000, 42));
            }
        });
        assertEquals(81, names(destination, "").size());
        assertArrayEquals(Blobs.random(2_000, 42), get("shared", 0, -1));
    }

    @Test
    void keepsBlobsOverClosingAndClosesTwice() throws Exception {
        byte[] bytes = Blobs.random(1_000, 10);
        put("lasting", bytes);
        destination.close();
        destination.close();
        destination = open();
        assertArrayEquals(bytes, get("lasting", 0, -1));
    }

    @Test
    void capabilitiesAreConstantAndMakeSense() {
        assertEquals(
                destination.capabilities().atomicReplace(),
                destination.capabilities().atomicReplace());
        assertTrue(destination.capabilities().maxBlob() >= 1_000_000, "a blob of 1 MB must fit");
        destination.capabilities().freeBytes().ifPresent(free -> assertTrue(free >= 0));
        if (destination.capabilities().consistentList()) {
            for (int i = 0; i < 20; i++) {
                put("list/" + i, new byte[1]);
                assertEquals(i + 1, names(destination, "list/").size(), "a list must show every finished put");
            }
        }
    }
}
