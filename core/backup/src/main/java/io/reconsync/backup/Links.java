// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Symbolic links, which are never followed. */
final class Links {
    private Links() {}

    /** The raw target of a link. */
    static byte[] target(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        for (Path part : target) {
            if (!first || target.isAbsolute()) {
                out.write('/');
            }
            first = false;
            String text = part.toString();
            boolean special = text.equals(".") || text.equals("..") || text.isEmpty();
            out.writeBytes(
                    special
                            ? text.getBytes(StandardCharsets.US_ASCII)
                            : RawName.of(part).bytes());
        }
        if (first && target.isAbsolute()) {
            out.write('/');
        }
        return out.toByteArray();
    }

    /** Whether a link that lies so many names below its root (1: directly in it) stays within the root. */
    static boolean inside(byte[] target, int depth) {
        if (target.length == 0 || target[0] == '/' || depth < 1) {
            return false;
        }
        int at = depth;
        for (String part : new String(target, StandardCharsets.ISO_8859_1).split("/")) {
            at += part.equals("..") ? -1 : part.equals(".") || part.isEmpty() ? 0 : 1;
            if (at < 1) {
                return false;
            }
        }
        return true;
    }
}
