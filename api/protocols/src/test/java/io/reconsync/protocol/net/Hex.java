// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes of a test written down: hex, with blanks, and texts in double quotes. */
public final class Hex {
    private Hex() {}

    public static byte[] bytes(String written) {
        StringBuilder hex = new StringBuilder();
        String[] parts = written.split("\"", -1);
        for (int i = 0; i < parts.length; i++) {
            hex.append(
                    i % 2 == 0
                            ? parts[i].replaceAll("\\s", "")
                            : HexFormat.of().formatHex(parts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().parseHex(hex);
    }

    public static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
