// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.contract.backup.UsedFolders;
import io.reconsync.testkit.conformance.DestinationConformance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDestinationTest extends DestinationConformance {
    @TempDir
    Path temp;

    @Override
    protected Destination open() {
        return open(temp.resolve("store"));
    }

    private Destination open(Path folder) {
        return LocalDestination.open("disk", folder, new UsedFolders(temp.resolve("data")));
    }

    private static BlobSource source(byte[] bytes) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new BlobSource() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public String sha256() {
                return hash;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    @Test
    void filesAndFoldersAreForTheirOwnerOnly() throws Exception {
        try (Destination destination = open()) {
            destination.put(new BlobName("srv/a.b"), source(new byte[] {1}), soon());
        }
        Path store = temp.resolve("store");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve("srv"))));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve("srv/a.b"))));
    }

    @Test
    void leftoversOfTheDeadAreSweptAndThoseOfTheLivingAreNot() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path store = Files.createDirectories(temp.resolve("store/srv"));
        Path dead = Files.createFile(store.resolve(".put-" + gone.pid() + "-1-aaaa"));
        Path reused =
                Files.createFile(store.resolve(".put-" + ProcessHandle.current().pid() + "-1-aaaa"));
        long started =
                ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        Path living =
                Files.createFile(store.resolve(".put-" + ProcessHandle.current().pid() + "-" + started + "-aaaa"));
        try (Destination destination = open()) {
            List<String> seen = new ArrayList<>();
            destination.list(new BlobPrefix(""), info -> seen.add(info.name().value()), soon());
            assertEquals(List.of(), seen);
        }
        assertFalse(Files.exists(dead));
        assertFalse(Files.exists(reused));
        assertTrue(Files.exists(living));
    }

    @Test
    void whatAnotherHostIsWritingIsNoLeftover() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path store = Files.createDirectories(temp.resolve("store/srv"));
        Path theirs = Files.createFile(store.resolve(".put-h0badcafe-" + gone.pid() + "-1-aaaa"));
        Path old = Files.createFile(store.resolve(".put-h0badcafe-" + gone.pid() + "-1-bbbb"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        open().close();
        assertTrue(Files.exists(theirs));
        assertFalse(Files.exists(old));
    }

    @Test
    void ourOwnNamesSayWhereTheyAreWritten() throws Exception {
        List<String> seen = new ArrayList<>();
        BlobSource looks = new BlobSource() {
            @Override
            public long length() {
                return 0;
            }

            @Override
            public String sha256() {
                return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
            }

            @Override
            public InputStream open() throws IOException {
                return new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        seen.addAll(List.of(temp.resolve("store/srv").toFile().list()));
                        return super.read(buffer, offset, length);
                    }
                };
            }
        };
        try (Destination destination = open()) {
            destination.put(new BlobName("srv/a.b"), looks, soon());
        }
        assertTrue(
                seen.stream().allMatch(name -> name.matches("\\.put-h[0-9a-f]{8}-\\d+-\\d+-[0-9a-f-]+")),
                seen.toString());
        assertFalse(seen.isEmpty());
    }

    @Test
    void aLinkInTheStoreIsNotFollowed() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("a.b"), "precious");
        try (Destination destination = open()) {
            Files.createSymbolicLink(temp.resolve("store/srv"), outside);
            Files.createSymbolicLink(temp.resolve("store/blob.b"), outside.resolve("a.b"));
            for (String name : List.of("srv/a.b", "blob.b")) {
                BlobName blob = new BlobName(name);
                BlobSource evil = source(new byte[] {1});
                assertEquals(
                        "destination-refused",
                        assertThrows(ReconException.class, () -> destination.put(blob, evil, soon()))
                                .code());
                assertThrows(ReconException.class, () -> destination.get(blob, 0, -1, soon()));
                assertThrows(ReconException.class, () -> destination.delete(blob, soon()));
            }
            List<String> seen = new ArrayList<>();
            destination.list(new BlobPrefix(""), info -> seen.add(info.name().value()), soon());
            assertEquals(List.of(), seen);
        }
        assertEquals("precious", Files.readString(outside.resolve("a.b")));
    }

    @Test
    void aFileInTheWayIsExplained() throws Exception {
        Files.writeString(temp.resolve("file"), "x");
        ReconException thrown = assertThrows(ReconException.class, () -> open(temp.resolve("file/store")));
        assertEquals("destination-refused", thrown.code());
        assertTrue(thrown.nextStep().contains("writable"));
    }

    @Test
    void aFolderWhoseDiskIsNotMountedIsNotMadeAnew() throws Exception {
        BlobName blob = new BlobName("srv/a.b");
        Path store = temp.resolve("store");
        try (Destination destination = open()) {
            assertFalse(Files.exists(store.resolve(UsedFolders.MARKER)), "only backups mark a folder");
            destination.put(blob, source(new byte[] {1}), soon());
            destination.put(blob, source(new byte[] {2}), soon());
        }
        Path away = Files.move(store, temp.resolve("away"));
        ReconException gone = assertThrows(ReconException.class, this::open);
        assertEquals("destination-gone", gone.code());
        assertTrue(gone.getMessage().contains("does not exist"), gone.getMessage());
        assertFalse(Files.exists(store));

        Files.createDirectory(store);
        gone = assertThrows(ReconException.class, this::open);
        assertEquals("destination-gone", gone.code());
        assertTrue(gone.getMessage().contains("has no file " + UsedFolders.MARKER), gone.getMessage());
        assertTrue(gone.nextStep().contains("touch '" + store + "'/" + UsedFolders.MARKER), gone.nextStep());

        Files.delete(store);
        Files.move(away, store);
        try (Destination destination = open()) {
            assertTrue(destination.stat(blob, soon()).isPresent());
        }
    }

    @Test
    void aDiskThatIsUnmountedWhileTheDestinationIsOpenGetsNothing() throws Exception {
        Path store = temp.resolve("store");
        try (Destination destination = open()) {
            destination.put(new BlobName("srv/a.b"), source(new byte[] {1}), soon());
            Files.move(store, temp.resolve("away"));
            Files.createDirectory(store);
            BlobSource more = source(new byte[] {2});
            assertEquals(
                    "destination-gone",
                    assertThrows(ReconException.class, () -> destination.put(new BlobName("srv/c.d"), more, soon()))
                            .code());
            try (var files = Files.list(store)) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    @Test
    void anotherInstallationMayUseTheFolderAndTheMarkerBeginsAnew() throws Exception {
        Path store = temp.resolve("store");
        try (Destination destination = open()) {
            destination.put(new BlobName("srv/a.b"), source(new byte[] {1}), soon());
        }
        LocalDestination.open("disk", store, new UsedFolders(temp.resolve("other")))
                .close();
        Files.delete(store.resolve(UsedFolders.MARKER));
        assertThrows(ReconException.class, this::open);
        Files.createFile(store.resolve(UsedFolders.MARKER));
        open().close();
    }
}
