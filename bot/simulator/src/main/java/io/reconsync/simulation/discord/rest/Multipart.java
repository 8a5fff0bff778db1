// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import io.reconsync.simulation.discord.check.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[; ]filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*(\\S[^\\r\\n]*)");

    private Multipart() {}

    /** One part; without a file name it is a field. */
    record Part(String name, String filename, String contentType, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static List<Part> parse(String contentType, byte[] body) {
        Matcher found = BOUNDARY.matcher(contentType);
        if (!found.find()) {
            throw new ApiError(400, 50035, "Invalid Form Body");
        }
        byte[] line = ("--" + found.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int at = find(body, line, 0);
        while (at >= 0 && !(body[at + line.length] == '-' && body[at + line.length + 1] == '-')) {
            int begin = at + line.length + 2;
            int next = find(body, line, begin);
            if (next < 0) {
                throw new ApiError(400, 50035, "Invalid Form Body");
            }
            parts.add(part(body, begin, next - 2));
            at = next;
        }
        return parts;
    }

    private static Part part(byte[] body, int begin, int end) {
        int blank = find(body, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), begin);
        String head = " " + new String(body, begin, blank - begin, StandardCharsets.UTF_8);
        byte[] bytes = new byte[end - blank - 4];
        System.arraycopy(body, blank + 4, bytes, 0, bytes.length);
        String file = first(FILE, head, null);
        String type = first(TYPE, head.strip(), "application/octet-stream").strip();
        return new Part(first(NAME, head, ""), file, type.toLowerCase(Locale.ROOT), bytes);
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static int find(byte[] body, byte[] what, int from) {
        for (int i = from; i + what.length <= body.length; i++) {
            int k = 0;
            while (k < what.length && body[i + k] == what[k]) {
                k++;
            }
            if (k == what.length) {
                return i;
            }
        }
        return -1;
    }
}
