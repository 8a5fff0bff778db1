// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.nio.file.Path;

/**
 * Why one archive is refused, in sentences.
 *
 * @param file the archive, for messages
 */
record Refusal(Path file) {
    /** The bytes are not those of a whole, honest archive. */
    ReconException malformed(String what) {
        return new ReconException(
                "archive-malformed",
                ErrorOwner.REMOTE,
                "The archive " + file.getFileName() + " is refused: " + what + ".",
                "Use another copy or another snapshot; this file is damaged or was not written by ReconSync.");
    }

    /** More comes out than is believed. */
    ReconException bomb(String what) {
        return new ReconException(
                "archive-bomb",
                ErrorOwner.REMOTE,
                "The archive " + file.getFileName() + " is refused: " + what + ".",
                "Do not unpack it; use another snapshot and find out who changed this file.");
    }

    /** A name leads out of the folder. */
    ReconException outside(String name, String why) {
        return new ReconException(
                "path-outside",
                ErrorOwner.REMOTE,
                "The archive " + file.getFileName() + " is refused: its entry '" + printable(name) + "' " + why + ".",
                "Do not unpack it; use another snapshot and find out who changed this file.");
    }

    /** At most 100 characters without control characters. */
    static String printable(String text) {
        String cut = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
