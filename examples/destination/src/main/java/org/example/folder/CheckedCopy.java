// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.folder;

import io.reconsync.api.Deadline;
import io.reconsync.api.backup.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Copies and counts and hashes on the way, in pieces small enough that a deadline or a cancel is noticed soon. */
final class CheckedCopy {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private CheckedCopy() {}

    /** Writes a new file and forces it to disk. Returns whether it has the length and hash that the source announced. */
    static boolean toFile(BlobSource source, Path file, Deadline deadline) throws IOException {
        MessageDigest hash = sha256();
        byte[] piece = new byte[1 << 16];
        long length = 0;
        try (InputStream in = source.open();
                FileChannel out = FileChannel.open(file, NEW, mode(file))) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                deadline.check("writing " + file);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("cancelled");
                }
                hash.update(piece, 0, read);
                length += read;
                for (ByteBuffer bytes = ByteBuffer.wrap(piece, 0, read); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
            }
            deadline.check("writing " + file);
            out.force(true);
        }
        return length == source.length() && HexFormat.of().formatHex(hash.digest()).equals(source.sha256());
    }

    /** For nobody else's eyes, where the file system knows modes: a world has the addresses and words of its players. */
    private static FileAttribute<?>[] mode(Path file) throws IOException {
        return Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
