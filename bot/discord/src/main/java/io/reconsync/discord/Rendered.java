// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message without Discord's types.
 *
 * @param content at most {@link #LONGEST} characters; the first line is the answer
 * @param files what did not fit, and files of the reply
 */
record Rendered(String content, List<Attachment> files) {
    /** Of a message's content; source: Create Message, API v10. */
    static final int LONGEST = 2000;

    private static final int KEPT = 1900;

    /** A file. */
    record Attachment(String name, byte[] content) {}

    Rendered {
        files = List.copyOf(files);
    }

    static Rendered of(String content) {
        return of(content, content, List.of());
    }

    /** Cut at the end of a line, never within a block; then all of it is attached as {@code reply.txt}. */
    static Rendered of(String content, String whole, List<Attachment> files) {
        if (content.length() <= LONGEST) {
            return new Rendered(content, files);
        }
        StringBuilder kept = new StringBuilder();
        boolean block = false;
        for (String line : content.split("\n", -1)) {
            if (kept.length() + line.length() + 1 > KEPT) {
                break;
            }
            kept.append(line).append('\n');
            block ^= line.startsWith("```");
        }
        if (kept.length() == 0) {
            kept.append(SlashLimits.cut(content, KEPT)).append('\n');
        }
        if (block) {
            kept.append("```\n");
        }
        List<Attachment> all = new ArrayList<>(files);
        all.add(0, new Attachment("reply.txt", whole.getBytes(StandardCharsets.UTF_8)));
        return new Rendered(kept + "All of it is in the file.", all);
    }
}
