// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A relative path of {@link RawName}s; never contains {@code .} or {@code ..}. Immutable and thread-safe.
 *
 * @param names at least one
 */
public record RawPath(List<RawName> names) implements Comparable<RawPath> {
    public RawPath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A path needs at least one name.");
        }
        for (RawName name : names) {
            if (name.text().equals(".") || name.text().equals("..")) {
                throw new IllegalArgumentException("A path cannot contain . or ..");
            }
        }
    }

    /** The path of {@code file} below {@code root}, which must be a real prefix. */
    public static RawPath of(Path root, Path file) {
        List<RawName> names = new ArrayList<>();
        for (Path part : root.relativize(file)) {
            names.add(RawName.of(part));
        }
        return new RawPath(names);
    }

    /** The path of bytes with {@code /} between the names. */
    public static RawPath of(byte[] bytes) {
        List<RawName> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                names.add(RawName.of(Arrays.copyOfRange(bytes, start, i)));
                start = i + 1;
            }
        }
        return new RawPath(names);
    }

    /** The path of UTF-8 text with {@code /} between the names. */
    public static RawPath of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes with {@code /} between the names. */
    public byte[] bytes() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (RawName name : names) {
            if (out.size() > 0) {
                out.write('/');
            }
            out.writeBytes(name.bytes());
        }
        return out.toByteArray();
    }

    /** This path below {@code root}. */
    public Path in(Path root) {
        Path path = root;
        for (RawName name : names) {
            path = name.in(path);
        }
        return path;
    }

    /** For showing and for matching globs. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(RawPath other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public String toString() {
        return text();
    }
}
