// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup.local;

import java.util.Optional;

/**
 * How a part of a blob's name is written on disk. A part may name a blob and a folder at once, which a disk does not
 * allow; so files without a dot and folders with one, both rare, get a {@code +} at their end, which no part has.
 */
final class DiskName {
    private static final String MARK = "+";

    private DiskName() {}

    static String ofFile(String part) {
        return part.indexOf('.') >= 0 ? part : part + MARK;
    }

    static String ofFolder(String part) {
        return part.indexOf('.') >= 0 ? part + MARK : part;
    }

    /** The part that a file stands for; empty when it is none of ours. */
    static Optional<String> file(String onDisk) {
        String part = strip(onDisk);
        return ofFile(part).equals(onDisk) ? Optional.of(part) : Optional.empty();
    }

    /** The part that a folder stands for; empty when it is none of ours. */
    static Optional<String> folder(String onDisk) {
        String part = strip(onDisk);
        return ofFolder(part).equals(onDisk) ? Optional.of(part) : Optional.empty();
    }

    private static String strip(String onDisk) {
        return onDisk.endsWith(MARK) ? onDisk.substring(0, onDisk.length() - MARK.length()) : onDisk;
    }
}
