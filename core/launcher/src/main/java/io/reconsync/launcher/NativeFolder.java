// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where libraries unpack their native code instead of in the system's folder for temporary files, which may forbid to
 * run what lies there. Files are of one run, folders are kept by whoever made them.
 */
record NativeFolder(Path folder) {
    /** The properties by which JNA, zstd-jni and the SQLite driver are told. */
    private static final List<String> PROPERTIES = List.of("jna.tmpdir", "ZstdTempFolder", "org.sqlite.tmpdir");

    private static final Logger LOG = LoggerFactory.getLogger(NativeFolder.class);

    /** Removes what a killed process left behind, and names the folder to the libraries. The home has to be locked. */
    void prepare() {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        Files.delete(entry);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("{} could not be tidied: {}", folder, Failures.sentence(e));
        }
        for (String property : PROPERTIES) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, folder.toString());
            }
        }
    }
}
