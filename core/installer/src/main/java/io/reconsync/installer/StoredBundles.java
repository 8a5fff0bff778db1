// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/** {@code data/bundles}: jars named by the SHA-256 of their bytes, so that what runs never changes under it. */
final class StoredBundles {
    private static final String SUFFIX = ".jar";
    private static final String INCOMING = "incoming.part";

    private final Path folder;

    StoredBundles(Path folder) {
        this.folder = folder;
    }

    Path path(String sha256) {
        return folder.resolve(sha256 + SUFFIX);
    }

    boolean has(String sha256) {
        return Files.isRegularFile(path(sha256), LinkOption.NOFOLLOW_LINKS);
    }

    /** Copies a jar in, durably. @return its SHA-256 */
    String take(Path jar) {
        String file = jar.getFileName().toString();
        try {
            Files.createDirectories(folder);
            Path incoming = folder.resolve(INCOMING);
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar, LinkOption.NOFOLLOW_LINKS), digest);
                    OutputStream out = Files.newOutputStream(incoming)) {
                in.transferTo(out);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            if (has(hash) && isIntact(hash)) {
                Files.delete(incoming);
            } else {
                DurableFiles.commit(incoming, path(hash));
            }
            return hash;
        } catch (AccessDeniedException e) {
            throw Refusal.of(
                    file + " cannot be read by the user that runs ReconSync.",
                    "Give that user the right: chmod a+r plugins/" + file + ".",
                    e);
        } catch (IOException e) {
            throw Refusal.of(
                    file + " could not be copied into " + folder + ": " + e.getMessage() + ".",
                    "Check the space and the rights there; the jar is tried again when it changes or at the next start.",
                    e);
        }
    }

    /** The hash of the bytes that stand under this name now; differs when the disk has changed them. */
    boolean isIntact(String sha256) {
        try (InputStream in = Files.newInputStream(path(sha256))) {
            MessageDigest digest = sha256();
            try (DigestInputStream hashed = new DigestInputStream(in, digest)) {
                hashed.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a stored jar to {@code target}: a reader sees the old or the new one, never half. */
    void give(String sha256, Path target) {
        try {
            DurableFiles.write(target, Files.readAllBytes(path(sha256)));
        } catch (IOException e) {
            throw new ReconException(
                    "plugin-copy-failed",
                    ErrorOwner.HOST,
                    "The stored jar could not be written to " + target + ": " + e.getMessage() + ".",
                    "Check the space and the rights there, then try again.",
                    e);
        }
    }

    /** Removes every jar but these. What cannot be removed now is removed another time. */
    void sweep(Set<String> keep) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                boolean kept =
                        name.endsWith(SUFFIX) && keep.contains(name.substring(0, name.length() - SUFFIX.length()));
                if (!kept && !Files.isDirectory(jar)) {
                    Files.deleteIfExists(jar);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
