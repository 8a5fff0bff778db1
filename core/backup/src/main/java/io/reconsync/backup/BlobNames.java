// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.backup.BlobName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Names of the blobs of a snapshot. A server's id becomes a part that every store takes, each id another one. */
final class BlobNames {
    static final String MANIFEST = ".manifest.json";
    private static final int LONGEST = 120;

    private BlobNames() {}

    static BlobName archive(String server, String snapshot, String format) {
        return new BlobName(folder(server) + "/" + snapshot + "." + format);
    }

    static BlobName manifest(String server, String snapshot) {
        return new BlobName(folder(server) + "/" + snapshot + MANIFEST);
    }

    /** Lower-case letters, digits, dash and inner dots stay; every other byte becomes {@code _} and two hex digits. */
    static String folder(String server) {
        byte[] bytes = server.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.' && !name.isEmpty();
            if (plain) {
                name.append((char) b);
            } else {
                name.append('_').append(HexFormat.of().toHexDigits(b));
            }
        }
        if (name.length() <= LONGEST) {
            return name.toString();
        }
        MessageDigest hash = Hashing.sha256();
        return name.substring(0, 60) + "__"
                + HexFormat.of().formatHex(hash.digest(bytes)).substring(0, 32);
    }
}
