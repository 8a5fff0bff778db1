// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.net.URI;
import java.nio.file.Path;

/** An absolute path as text that keeps the bytes of its names: its {@code file:} address without the scheme. */
final class RawText {
    private RawText() {}

    static String of(Path path) {
        String raw = path.toAbsolutePath().normalize().toUri().getRawPath();
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    static Path path(String text) {
        return Path.of(URI.create("file://" + text));
    }
}
