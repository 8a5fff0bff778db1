// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveReader;
import io.reconsync.contract.archive.Extractor;
import io.reconsync.contract.values.RawName;
import io.reconsync.contract.values.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Unpacks below a folder. Folders get their mode and time once nothing more comes into them. */
@Component(service = Extractor.class)
public final class FolderExtractor implements Extractor {
    /** By the framework. */
    @Activate
    public FolderExtractor() {}

    @Override
    public void extract(ArchiveReader reader, Path root, boolean owners, Visitor visitor)
            throws IOException, InterruptedException {
        Run run = new Run(SafePath.of(root), owners);
        ArchiveEntry entry;
        while ((entry = reader.next()) != null) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean wanted = visitor.wants(entry);
            visitor.done(entry, run.take(entry, reader.content(), wanted));
        }
        run.leaveAll();
    }

    private static final class Run {
        private final SafePath root;
        private final FileMeta meta;
        private final byte[] buffer = new byte[1 << 18];
        private final Deque<ArchiveEntry> open = new ArrayDeque<>();
        private Path lastParent;

        Run(SafePath root, boolean owners) {
            this.root = root;
            this.meta = new FileMeta(owners);
        }

        String take(ArchiveEntry entry, InputStream content, boolean wanted) throws IOException {
            MessageDigest hash = sha256();
            if (!wanted) {
                if (entry.type() != ArchiveEntry.Type.FILE) {
                    return "";
                }
                int read;
                while ((read = content.read(buffer)) > 0) {
                    hash.update(buffer, 0, read);
                }
                return HexFormat.of().formatHex(hash.digest());
            }
            leave(entry.path());
            Path target = root.resolve(entry.path().in(Path.of("")));
            parent(target.getParent());
            try {
                return write(entry, content, target, hash);
            } catch (FileAlreadyExistsException e) {
                throw new ReconException(
                        "archive-malformed",
                        ErrorOwner.REMOTE,
                        "The archive is refused: its entry '"
                                + Refusal.printable(entry.path().text())
                                + "' is there twice, or differs from another only in a way this disk does not keep apart.",
                        "Use another copy or another snapshot, or a disk that tells upper and lower case apart.",
                        e);
            }
        }

        private String write(ArchiveEntry entry, InputStream content, Path target, MessageDigest hash)
                throws IOException {
            switch (entry.type()) {
                case FOLDER -> {
                    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createDirectory(target, FileMeta.privateFolder());
                    }
                    open.push(entry);
                    return "";
                }
                case LINK -> {
                    Files.createSymbolicLink(target, linkTarget(entry));
                    meta.apply(target, entry);
                    return "";
                }
                default -> {
                    HoleyFile.write(target, content, hash, buffer);
                    meta.apply(target, entry);
                    return HexFormat.of().formatHex(hash.digest());
                }
            }
        }

        /** The target as a path, if it stays below the root when it is followed. */
        private Path linkTarget(ArchiveEntry entry) {
            byte[] raw = entry.link().orElseThrow();
            int depth = entry.path().names().size() - 1;
            Path target = Path.of("");
            int start = 0;
            if (raw[0] == '/' || raw[0] == '\\') {
                throw linkOutside(entry);
            }
            for (int i = 0; i <= raw.length; i++) {
                if (i < raw.length && raw[i] == 0) {
                    throw linkOutside(entry);
                }
                if (i == raw.length || raw[i] == '/') {
                    byte[] part = java.util.Arrays.copyOfRange(raw, start, i);
                    String text = new String(part, StandardCharsets.ISO_8859_1);
                    start = i + 1;
                    if (part.length == 0) {
                        continue;
                    }
                    depth += text.equals("..") ? -1 : text.equals(".") ? 0 : 1;
                    if (depth < 0) {
                        throw linkOutside(entry);
                    }
                    target = text.equals(".") || text.equals("..")
                            ? target.resolve(text)
                            : RawName.of(part).in(target);
                }
            }
            return target;
        }

        private ReconException linkOutside(ArchiveEntry entry) {
            return new ReconException(
                    "path-outside",
                    ErrorOwner.REMOTE,
                    "The archive is refused: its link '"
                            + Refusal.printable(entry.path().text())
                            + "' leads out of the folder that it is unpacked to.",
                    "Do not unpack it; use another snapshot and find out who changed this file.");
        }

        /** Makes the folders on the way, none of which may be a link. */
        private void parent(Path folder) throws IOException {
            if (folder.equals(lastParent) || folder.equals(root.root())) {
                return;
            }
            Path at = root.root();
            for (Path part : root.root().relativize(folder)) {
                at = at.resolve(part);
                if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ReconException(
                            "path-outside",
                            ErrorOwner.REMOTE,
                            "The archive is refused: an entry in it lies below '"
                                    + Refusal.printable(at.getFileName().toString()) + "', which is no folder.",
                            "Do not unpack it; use another snapshot and find out who changed this file.");
                }
                Files.createDirectory(at, FileMeta.privateFolder());
            }
            lastParent = folder;
        }

        /** Completes the folders that {@code next} is not below. */
        private void leave(RawPath next) throws IOException {
            while (!open.isEmpty() && !below(open.peek().path(), next)) {
                complete(open.pop());
            }
        }

        void leaveAll() throws IOException {
            while (!open.isEmpty()) {
                complete(open.pop());
            }
        }

        private void complete(ArchiveEntry folder) throws IOException {
            meta.apply(root.resolve(folder.path().in(Path.of(""))), folder);
            lastParent = null;
        }

        private static boolean below(RawPath folder, RawPath path) {
            int depth = folder.names().size();
            return path.names().size() > depth && path.names().subList(0, depth).equals(folder.names());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }
    }
}
