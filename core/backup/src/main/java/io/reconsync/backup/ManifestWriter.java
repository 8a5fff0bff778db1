// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.json.JsonCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a manifest as one JSON object with the head in the first line and one entry in each further line, so that it is
 * written and read in constant memory. The entries are collected in a file of lines first; a head is put before them.
 */
final class ManifestWriter implements AutoCloseable {
    static final String OPEN = ",\"files\":[";
    static final String CLOSE = "]}";

    private final JsonCodec json;
    private final OutputStream out;
    private boolean first = true;

    /** Collects entries in a new file. */
    ManifestWriter(JsonCodec json, Path lines) throws IOException {
        this.json = json;
        this.out = new BufferedOutputStream(Files.newOutputStream(lines), 1 << 16);
    }

    void add(ManifestEntry entry) throws IOException {
        out.write(((first ? "" : ",\n") + json.write(entry.json())).getBytes(StandardCharsets.UTF_8));
        first = false;
    }

    @Override
    public void close() throws IOException {
        out.write('\n');
        out.close();
    }

    /** The whole manifest out of a head and collected entries. */
    static void assemble(JsonCodec json, Manifest head, Path lines, Path manifest) throws IOException {
        String line = json.write(head.json());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(manifest), 1 << 16)) {
            out.write((line.substring(0, line.length() - 1) + OPEN + "\n").getBytes(StandardCharsets.UTF_8));
            Files.copy(lines, out);
            out.write((CLOSE + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
