// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once and used by every later start. Where that is not possible the driver unpacks
 * it anew, which takes longer.
 */
final class NativeLibrary {
    static final String FOLDER = "org.sqlite.lib.path";

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String MACHINE = System.getProperty("os.name") + ' ' + System.getProperty("os.arch") + '\n';
    private static final String ORIGIN = "origin";

    private final Path folder;
    private final Path library;

    /** @param folder for the library alone; made when absent */
    NativeLibrary(Path folder) {
        this.folder = folder;
        this.library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
    }

    /** Lets the driver load the library from the folder, unless somebody told it otherwise. */
    void use() {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            if (!isWhole()) {
                unpack();
            }
            System.setProperty(FOLDER, folder.toString());
        } catch (IOException e) {
            LOG.debug("SQLite's library cannot be kept in {}: {}", folder, e.getMessage());
        }
    }

    /** Whether the library is, byte by byte, the one of the driver for this machine. */
    boolean isWhole() throws IOException {
        Path origin = folder.resolve(ORIGIN);
        if (!Files.isRegularFile(library) || !Files.isRegularFile(origin)) {
            return false;
        }
        String text = Files.readString(origin, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(MACHINE)) {
            return false;
        }
        // Finding the place anew would start a process or two.
        try (InputStream packed = packed(text.substring(MACHINE.length()));
                InputStream kept = Files.newInputStream(library)) {
            return packed != null && sum(packed) == sum(kept);
        }
    }

    private InputStream packed(String place) {
        return SQLiteJDBCLoader.class.getResourceAsStream(place + '/' + library.getFileName());
    }

    private static long sum(InputStream in) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = in.read(buffer)) >= 0; ) {
            sum.update(buffer, 0, read);
        }
        return sum.getValue();
    }

    private void unpack() throws IOException {
        String place = LibraryLoaderUtil.getNativeLibResourcePath();
        try (InputStream packed = packed(place)) {
            if (packed == null) {
                throw new IOException("the driver has none for " + MACHINE.strip());
            }
            Files.createDirectories(folder);
            DurableFiles.write(library, packed.readAllBytes());
        }
        DurableFiles.write(folder.resolve(ORIGIN), (MACHINE + place).getBytes(StandardCharsets.ISO_8859_1));
    }
}
