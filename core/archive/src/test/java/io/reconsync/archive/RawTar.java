// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes tar headers that our writer would never write. */
final class RawTar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RawTar file(String latin, String content) {
        return entry(latin, '0', "", content.length(), content);
    }

    RawTar link(String latin, String target) {
        return entry(latin, '2', target, 0, "");
    }

    RawTar entry(String latin, char type, String target, long size, String content) {
        byte[] block = new byte[512];
        TarFields.bytes(block, 0, 100, latin.getBytes(StandardCharsets.ISO_8859_1));
        TarFields.octal(block, 100, 8, 0644);
        TarFields.octal(block, 108, 8, 0);
        TarFields.octal(block, 116, 8, 0);
        TarFields.octal(block, 124, 12, size);
        TarFields.octal(block, 136, 12, 1_700_000_000L);
        block[156] = (byte) type;
        TarFields.bytes(block, 157, 100, target.getBytes(StandardCharsets.ISO_8859_1));
        TarFields.bytes(block, 257, 8, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        TarFields.octal(block, 148, 7, TarFields.checksum(block));
        out.writeBytes(block);
        return raw(content).pad(content.length());
    }

    RawTar pax(String records) {
        return entry("pax", 'x', "", records.length(), records);
    }

    RawTar raw(String content) {
        out.writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    private RawTar pad(int length) {
        out.writeBytes(new byte[-length & 511]);
        return this;
    }

    RawTar end() {
        out.writeBytes(new byte[1024]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
