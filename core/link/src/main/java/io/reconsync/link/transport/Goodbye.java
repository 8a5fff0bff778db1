// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.nio.charset.StandardCharsets;

/** The reason in a closing frame, which holds at most 123 bytes. Source: RFC 6455, section 5.5. */
final class Goodbye {
    private static final int LONGEST = 120;

    private Goodbye() {}

    static String cut(String why) {
        String cut = why;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }
}
