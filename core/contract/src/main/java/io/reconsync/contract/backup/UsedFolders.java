// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.backup;

import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers which folders have held backups, so that the empty folder which an unmounted disk leaves behind is not taken
 * for a new place. Two things are kept: a marker in the folder itself, which goes and comes with its disk, and a note in
 * {@code data/destinations/} of this installation. Thread-safe; also usable while nothing runs.
 *
 * @param data the installation's {@code data}
 */
public record UsedFolders(Path data) {
    /** The file in a folder that has held backups. */
    public static final String MARKER = ".reconsync-destination";

    private static final String MARKER_TEXT = "ReconSync keeps backups in this folder. Leave this file here: when it is"
            + " missing, the disk is taken for unmounted and no backup is written.\n";

    /** Whether the folder has held backups of this installation, but is not what it was. */
    public boolean lost(Path folder) {
        return known(folder) && !Files.exists(folder.resolve(MARKER));
    }

    /** Whether the folder has held backups of this installation. */
    public boolean known(Path folder) {
        return Files.exists(note(folder));
    }

    /** Marks the folder, which exists, and remembers it; twice is fine. */
    public void remember(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (!Files.exists(marker)) {
            Files.writeString(marker, MARKER_TEXT);
            DurableFiles.forceFolder(folder);
        }
        Path note = note(folder);
        if (!Files.exists(note)) {
            Files.createDirectories(note.getParent());
            Files.writeString(note, folder + "\n");
            DurableFiles.forceFolder(note.getParent());
        }
    }

    /** What is wrong with a lost folder. */
    public static String happened(String destination, Path folder) {
        return "The folder " + folder + " of the destination " + destination + " has held backups before, and now it "
                + (Files.isDirectory(folder) ? "has no file " + MARKER : "does not exist")
                + ": its disk is probably not mounted.";
    }

    /** How a lost folder is mended. */
    public static String mend(Path folder) {
        String quoted = "'" + folder.toString().replace("'", "'\\''") + "'";
        return "Mount it. To begin anew without the old backups: mkdir -p " + quoted + " && touch " + quoted + "/"
                + MARKER;
    }

    private Path note(Path folder) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            return data.resolve("destinations").resolve(HexFormat.of().formatHex(hash, 0, 16) + ".txt");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
