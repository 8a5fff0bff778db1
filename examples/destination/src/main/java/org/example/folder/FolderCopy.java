// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.folder;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Blobs as files of one folder. What a blob means is none of its business, and trying again is core's: a failure is
 * said once, as a ReconException whose code core knows.
 *
 * <p>A name such as {@code island/2026/world.zip} becomes the file {@code island,2026,world.zip}: no name has a comma,
 * so nothing collides, and a file that begins with one is never a blob but a half-written one.
 */
final class FolderCopy implements Destination {
    private static final String HALF = ",half-";

    private final Path folder;

    FolderCopy(Path folder) {
        this.folder = folder;
    }

    @Override
    public DestinationCapabilities capabilities() {
        try {
            long free = Math.max(0, Files.getFileStore(folder).getUsableSpace());
            return new DestinationCapabilities(true, true, Long.MAX_VALUE, OptionalLong.of(free), true);
        } catch (IOException e) {
            throw unreachable("asking for the free space of", e);
        }
    }

    /** Written aside, forced to disk, renamed: under its name there is never half a blob, not even after a power cut. */
    @Override
    public void put(BlobName name, BlobSource source, Deadline deadline) {
        Path half = folder.resolve(HALF + UUID.randomUUID());
        try {
            if (!CheckedCopy.toFile(source, half, deadline)) {
                throw new ReconException(
                        "blob-corrupt",
                        ErrorOwner.INTERNAL,
                        "The bytes given for " + name + " are not those that were announced.",
                        "Try again; if it happens again, check this machine's memory and disk.");
            }
            Files.move(half, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException e) {
            throw unreachable("writing " + name + " to", e);
        } finally {
            half.toFile().delete(); // gone already when all went well
        }
    }

    @Override
    public InputStream get(BlobName name, long offset, long length, Deadline deadline) {
        deadline.check("opening " + name);
        try {
            FileChannel channel = FileChannel.open(file(name), StandardOpenOption.READ);
            try {
                channel.position(Math.min(offset, channel.size()));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            InputStream rest = Channels.newInputStream(channel);
            return length < 0 ? rest : new FirstBytes(rest, length);
        } catch (NoSuchFileException e) {
            throw new ReconException(
                    "blob-absent", ErrorOwner.REMOTE, "There is no " + name + " in " + folder + ".", "Look for another.");
        } catch (IOException e) {
            throw unreachable("reading " + name + " from", e);
        }
    }

    @Override
    public Optional<BlobInfo> stat(BlobName name, Deadline deadline) {
        try {
            return Optional.of(new BlobInfo(name, Files.size(file(name)), Optional.empty()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreachable("looking for " + name + " in", e);
        }
    }

    @Override
    public void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        } catch (IOException e) {
            throw unreachable("listing", e);
        }
        for (Path file : files) {
            deadline.check("listing " + folder);
            blob(file).filter(prefix::covers)
                    .flatMap(name -> stat(name, deadline)) // empty: deleted meanwhile
                    .ifPresent(each);
        }
    }

    @Override
    public void delete(BlobName name, Deadline deadline) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw unreachable("deleting " + name + " from", e);
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private Path file(BlobName name) {
        return folder.resolve(name.value().replace('/', ','));
    }

    /** The blob that a file is; empty for half-written ones and for what somebody else put here. */
    private static Optional<BlobName> blob(Path file) {
        try {
            return Optional.of(new BlobName(file.getFileName().toString().replace(',', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A rename lasts once its folder is on disk; Windows cannot and need not be told. */
    private void forceFolder() throws IOException {
        if (java.io.File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private ReconException unreachable(String doing, IOException why) {
        return new ReconException(
                "destination-unreachable",
                ErrorOwner.HOST,
                "Failed " + doing + " " + folder + ": " + why.getMessage() + ".",
                "Check that it is mounted, writable and not full.",
                Duration.ofMinutes(1), // core tries again, not before
                why);
    }
}
