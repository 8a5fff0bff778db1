// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import io.reconsync.contract.backup.UsedFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Blobs as files below a folder. A blob is written under a name that no blob can have, forced to disk, and renamed; the
 * folder is forced too. Files have mode 0600, folders 0700, links in the store are refused.
 */
final class LocalDestination implements Destination {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final long FLOOR = 5_000_000_000L;

    private final String name;
    private final Path folder;
    private final Path root;
    private final UsedFolders used;
    private final Leftovers leftovers;

    private LocalDestination(String name, Path folder, UsedFolders used) throws IOException {
        this.name = name;
        this.folder = folder;
        this.root = folder.toRealPath();
        this.used = used;
        this.leftovers = new Leftovers(root);
    }

    /**
     * Opens a folder, and makes it unless it has held backups before.
     *
     * @param name of the destination
     * @param folder absolute, as configured
     * @param used the installation's memory of such folders
     */
    static LocalDestination open(String name, Path folder, UsedFolders used) {
        present(name, folder, used);
        try {
            StoreFolders.make(folder);
            LocalDestination destination = new LocalDestination(name, folder, used);
            destination.leftovers.sweep();
            return destination;
        } catch (IOException e) {
            throw new ReconException(
                    "destination-refused",
                    ErrorOwner.USER,
                    "The destination folder " + folder + " cannot be used: " + reason(e) + ".",
                    "Make it writable for the user that runs ReconSync, or set another path.",
                    e);
        }
    }

    /** @throws ReconException when the folder is not the one that has held backups */
    private static void present(String name, Path folder, UsedFolders used) {
        if (used.lost(folder)) {
            throw new ReconException(
                    "destination-gone", ErrorOwner.HOST, UsedFolders.happened(name, folder), UsedFolders.mend(folder));
        }
    }

    @Override
    public DestinationCapabilities capabilities() {
        try {
            FileStore store = Files.getFileStore(root);
            long free = store.getUsableSpace() - Math.min(store.getTotalSpace() / 10, FLOOR);
            return new DestinationCapabilities(true, true, Long.MAX_VALUE, OptionalLong.of(Math.max(0, free)), true);
        } catch (IOException e) {
            throw failed("asking for free space", e);
        }
    }

    @Override
    public void put(BlobName name, BlobSource source, Deadline deadline) {
        present(this.name, folder, used);
        Path temporary = null;
        try {
            Path target = path(name);
            temporary = begin(target, source, name, deadline);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            StoreFolders.force(target.getParent());
            used.remember(folder);
        } catch (IOException e) {
            throw failed("storing " + name, e);
        } finally {
            leftovers.remove(temporary);
        }
    }

    /** A concurrent delete may take the empty folder away: then it is made again. */
    private Path begin(Path target, BlobSource source, BlobName name, Deadline deadline) throws IOException {
        for (int attempt = 0; ; attempt++) {
            StoreFolders.make(target.getParent());
            Path temporary = leftovers.name(target);
            try {
                write(temporary, source, name, deadline);
                return temporary;
            } catch (NoSuchFileException e) {
                if (attempt == 3) {
                    throw e;
                }
            } catch (IOException | ReconException e) {
                leftovers.remove(temporary);
                throw e;
            }
        }
    }

    private static void write(Path file, BlobSource source, BlobName name, Deadline deadline) throws IOException {
        MessageDigest hash = StoreFolders.sha256();
        byte[] buffer = new byte[1 << 17];
        long length = 0;
        try (InputStream in = source.open();
                FileChannel out = FileChannel.open(file, NEW, StoreFolders.fileMode(file))) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                proceed(deadline, "storing " + name);
                hash.update(buffer, 0, read);
                length += read;
                ByteBuffer data = ByteBuffer.wrap(buffer, 0, read);
                while (data.hasRemaining()) {
                    out.write(data);
                }
            }
            out.force(true);
        }
        if (length != source.length()
                || !HexFormat.of().formatHex(hash.digest()).equals(source.sha256())) {
            throw new ReconException(
                    "blob-corrupt",
                    ErrorOwner.INTERNAL,
                    "The bytes given for " + name + " are not those that were announced.",
                    "Try again; if it happens again, check this machine's memory and disk.");
        }
    }

    @Override
    public InputStream get(BlobName name, long offset, long length, Deadline deadline) {
        try {
            FileChannel channel = FileChannel.open(path(name), READ);
            channel.position(Math.min(offset, channel.size()));
            InputStream all = Channels.newInputStream(channel);
            return length < 0 ? all : new FirstBytes(all, length);
        } catch (NoSuchFileException e) {
            throw absent(name);
        } catch (IOException e) {
            throw failed("reading " + name, e);
        }
    }

    @Override
    public Optional<BlobInfo> stat(BlobName name, Deadline deadline) {
        try {
            Path file = path(name);
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new BlobInfo(name, Files.size(file), Optional.empty()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("looking for " + name, e);
        }
    }

    @Override
    public void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline) {
        try {
            list(root, "", prefix, each, deadline);
        } catch (IOException e) {
            throw failed("listing", e);
        }
    }

    private static void list(Path folder, String before, BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline)
            throws IOException {
        java.util.List<Path> children;
        try (Stream<Path> stream = Files.list(folder)) {
            children = stream.toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path child : children) {
            proceed(deadline, "listing");
            String onDisk = child.getFileName().toString();
            boolean isFolder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
            Optional<String> part = isFolder ? DiskName.folder(onDisk) : DiskName.file(onDisk);
            if (part.isEmpty()) {
                continue;
            }
            String name = before + part.get();
            if (isFolder) {
                String inside = name + "/";
                if (inside.startsWith(prefix.value()) || prefix.value().startsWith(inside)) {
                    list(child, inside, prefix, each, deadline);
                }
            } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS) && name.startsWith(prefix.value())) {
                report(child, name, each);
            }
        }
    }

    private static void report(Path file, String name, Consumer<BlobInfo> each) throws IOException {
        BlobInfo info;
        try {
            info = new BlobInfo(new BlobName(name), Files.size(file), Optional.empty());
        } catch (IllegalArgumentException | NoSuchFileException e) {
            return;
        }
        each.accept(info);
    }

    @Override
    public void delete(BlobName name, Deadline deadline) {
        try {
            Path file = path(name);
            if (Files.deleteIfExists(file)) {
                StoreFolders.force(file.getParent());
            }
            for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failed("deleting " + name, e);
        }
    }

    /** The file of a blob, none of whose folders is a link. */
    private Path path(BlobName name) throws IOException {
        Path at = root;
        String[] parts = name.value().split("/");
        for (int i = 0; i < parts.length; i++) {
            at = at.resolve(i < parts.length - 1 ? DiskName.ofFolder(parts[i]) : DiskName.ofFile(parts[i]));
            if (Files.isSymbolicLink(at)) {
                throw new ReconException(
                        "destination-refused",
                        ErrorOwner.USER,
                        "In the destination folder, " + at + " is a link.",
                        "Replace it by what it leads to; the store follows no links.");
            }
        }
        return at;
    }

    private static void proceed(Deadline deadline, String doing) throws IOException {
        deadline.check(doing);
        if (Thread.currentThread().isInterrupted()) {
            throw new java.io.InterruptedIOException("interrupted while " + doing);
        }
    }

    private static ReconException absent(BlobName name) {
        return new ReconException(
                "blob-absent",
                ErrorOwner.USER,
                "There is no blob " + name + " in this folder.",
                "Read the destination again with: backup rescan.");
    }

    private ReconException failed(String doing, IOException e) {
        String reason = reason(e);
        if (reason.contains("No space left") || reason.contains("quota")) {
            return new ReconException(
                    "destination-full",
                    ErrorOwner.HOST,
                    "The disk of " + root + " became full while " + doing + ".",
                    "Free space there, or keep fewer backups; those that exist stay.",
                    e);
        }
        return new ReconException(
                "destination-unreachable",
                ErrorOwner.HOST,
                "The folder " + root + " failed while " + doing + ": " + reason + ".",
                "Check that the disk is mounted, healthy and writable.",
                java.time.Duration.ofMinutes(1),
                e);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    @Override
    public void close() {
        leftovers.sweep();
    }
}
