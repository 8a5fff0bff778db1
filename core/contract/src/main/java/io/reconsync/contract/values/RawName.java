// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of one file as the bytes that the file system keeps, whatever the locale says. Text is only for showing.
 * A path is turned into bytes and back through its {@code file:} address, whose escapes are the raw bytes.
 * Immutable and thread-safe.
 */
public final class RawName implements Comparable<RawName> {
    private final byte[] bytes;

    private RawName(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The name with these bytes; neither empty nor with {@code /} or NUL. */
    public static RawName of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("The name of a file cannot be empty.");
        }
        for (byte b : bytes) {
            if (b == 0 || b == '/') {
                throw new IllegalArgumentException("The name of a file cannot contain / or NUL.");
            }
        }
        return new RawName(bytes.clone());
    }

    /** The name of text, as UTF-8. */
    public static RawName of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last name of an existing or possible path. */
    public static RawName of(Path path) {
        if (windows()) {
            return of(path.getFileName().toString());
        }
        String raw = Path.of("/").resolve(path.getFileName()).toUri().getRawPath();
        byte[] out = new byte[raw.length()];
        int length = 0;
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        for (int i = 1; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                out[length++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else {
                out[length++] = (byte) c;
            }
        }
        return of(Arrays.copyOf(out, length));
    }

    /** This name below {@code parent}. */
    public Path in(Path parent) {
        if (windows()) {
            return parent.resolve(text());
        }
        StringBuilder address = new StringBuilder("file:///");
        for (byte b : bytes) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
            if (plain) {
                address.append((char) b);
            } else {
                address.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return parent.resolve(Path.of(URI.create(address.toString())).getFileName());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether the bytes are valid UTF-8. */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** For showing: UTF-8 with replacement characters. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean windows() {
        return java.io.File.separatorChar == '\\';
    }

    @Override
    public int compareTo(RawName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawName that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
