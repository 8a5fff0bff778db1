// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads text files that people wrote: bounded, UTF-8, with or without a byte order mark. */
public final class SourceText {
    /** The largest file that is read. */
    public static final int LARGEST = 1 << 20;

    private SourceText() {}

    /** The text; empty when it cannot be used, and then a problem says why. */
    public static Optional<String> read(Path file, Problems problems) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                problems.error(
                        Place.WHOLE,
                        "",
                        "The file has " + size + " bytes; more than " + LARGEST + " are not read.",
                        "Look whether the right file lies there, and split or shorten it.");
                return Optional.empty();
            }
            return decode(Files.readAllBytes(file), problems);
        } catch (IOException e) {
            problems.error(
                    Place.WHOLE,
                    "",
                    "The file cannot be read: " + reason(e) + ".",
                    "Give the user '" + System.getProperty("user.name") + "' the right to read it.");
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName();
    }

    static Optional<String> decode(byte[] bytes, Problems problems) {
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            problems.error(
                    Place.WHOLE, "", "The file is UTF-16.", "Save it as UTF-8; editors offer that as 'encoding'.");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.error(
                    end(text),
                    "",
                    "A byte here is not UTF-8.",
                    "Save the file as UTF-8; editors offer that as 'encoding'.");
            return Optional.empty();
        }
        return printable(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    }

    private static Optional<String> printable(String text, Problems problems) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f || c == 0xFFFE || c == 0xFFFF) {
                problems.error(
                        end(text.substring(0, i)),
                        "",
                        String.format("A control character (U+%04X) stands here.", (int) c),
                        "Delete it; if the whole file looks strange, it is not a text file.");
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static Place end(String before) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(line, before.length() - (before.lastIndexOf('\n') + 1) + 1);
    }
}
