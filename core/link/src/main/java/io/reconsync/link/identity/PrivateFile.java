// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file that only the owner of the process can read.
 *
 * @param path absolute
 */
public record PrivateFile(Path path) {
    /** Its text; empty when there is none. */
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Puts a text in, all of it or nothing. */
    public void write(String text) {
        try {
            Files.createDirectories(path.getParent(), rights("rwx------"));
            Path fresh = path.resolveSibling(path.getFileName() + ".tmp~");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, rights("rw-------"));
            Files.writeString(fresh, text);
            DurableFiles.commit(fresh, path);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private FileAttribute<?>[] rights(String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private ReconException failed(String doing, IOException e) {
        return new ReconException(
                "link-key-file",
                ErrorOwner.HOST,
                "The file " + path + " cannot be " + doing + ": " + e.getMessage() + ".",
                "Look at the rights of " + path.getParent() + " and the space on its disk.",
                e);
    }
}
