// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.runtime.SecretStore;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets of one plugin as files that only the owner of the process can read. Thread-safe. */
final class FileSecretStore implements SecretStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]{0,63}");

    private final Path folder;
    private final String plugin;
    private final SecretMasks masks;
    private final Lease lease;

    FileSecretStore(Path folder, String plugin, SecretMasks masks, Lease lease) {
        this.folder = folder;
        this.plugin = plugin;
        this.masks = masks;
        this.lease = lease;
    }

    @Override
    public synchronized Optional<Secret> get(String name) {
        Path file = file(name);
        try {
            Secret secret = Secret.of(Files.readString(file));
            masks.add(secret);
            return Optional.of(secret);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public synchronized void put(String name, Secret value) {
        Path file = file(name);
        masks.add(value);
        try {
            Files.createDirectories(folder.getParent(), permissions("rwx------"));
            Files.createDirectories(folder, permissions("rwx------"));
            Path fresh = folder.resolve(name + ".tmp~");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, permissions("rw-------"));
            Files.write(fresh, value.reveal().getBytes(StandardCharsets.UTF_8));
            DurableFiles.commit(fresh, file);
        } catch (IOException e) {
            throw failed("kept", name, e);
        }
    }

    @Override
    public synchronized void remove(String name) {
        Path file = file(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("removed", name, e);
        }
    }

    private Path file(String name) {
        lease.check();
        if (!NAME.matcher(name).matches()) {
            throw new ReconException(
                    "secret-refused",
                    ErrorOwner.PLUGIN,
                    "The plugin " + plugin + " named a secret '" + name + "', which is no valid name.",
                    "Report it to the author of the plugin; names are made of a-z, 0-9, dot, dash, underscore.");
        }
        Path file = folder.resolve(name);
        if (Files.isSymbolicLink(folder) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failed("used", name, new IOException("a link or folder stands in its place"));
        }
        return file;
    }

    private FileAttribute<?>[] permissions(String rights) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private ReconException failed(String doing, String name, IOException e) {
        return new ReconException(
                "secret-failed",
                ErrorOwner.HOST,
                "The secret " + name + " of the plugin " + plugin + " cannot be " + doing + ": " + e.getMessage() + ".",
                "Look at the rights of " + folder + " and the space on its disk.",
                e);
    }
}
