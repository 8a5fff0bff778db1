// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a manifest entry by entry. */
final class ManifestReader implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 20;

    private final JsonCodec json;
    private final BufferedReader in;
    private final Manifest head;
    private long left;

    ManifestReader(JsonCodec json, Path file) throws IOException {
        this.json = json;
        this.in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        boolean opened = false;
        try {
            String line = line();
            if (!line.endsWith(ManifestWriter.OPEN)) {
                throw ManifestEntry.damaged("it does not begin as one", null);
            }
            head = Manifest.of(map(line.substring(0, line.length() - ManifestWriter.OPEN.length()) + "}"));
            left = head.entries();
            opened = true;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    Manifest head() {
        return head;
    }

    /** The next entry; null at the end. */
    ManifestEntry next() throws IOException {
        String line = line();
        if (left == 0) {
            if (!line.equals(ManifestWriter.CLOSE) || in.read() >= 0) {
                throw ManifestEntry.damaged("it does not end as one", null);
            }
            left--;
            return null;
        }
        if (left < 0) {
            return null;
        }
        left--;
        return ManifestEntry.of(map(line.endsWith(",") ? line.substring(0, line.length() - 1) : line));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() > LONGEST_LINE) {
                throw ManifestEntry.damaged("a line in it is too long", null);
            }
        }
        if (c < 0 && left >= 0) {
            throw ManifestEntry.damaged("it is cut off", null);
        }
        return line.toString();
    }

    private Map<?, ?> map(String text) {
        try {
            if (json.read(text) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (ReconException e) {
            throw ManifestEntry.damaged("it is no JSON", e);
        }
        throw ManifestEntry.damaged("a line in it is no object", null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
