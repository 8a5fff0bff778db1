// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.values.RawName;
import io.reconsync.contract.values.RawPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the raw name of an entry into a path that stays below whatever it is resolved against, or refuses it. */
final class EntryNames {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4096;

    private EntryNames() {}

    /** The path of an entry; one {@code /} at the end, as folders have it, is dropped. */
    static RawPath parse(byte[] raw, Refusal refusal) {
        String shown = new String(raw, StandardCharsets.UTF_8);
        int end = raw.length > 0 && raw[raw.length - 1] == '/' ? raw.length - 1 : raw.length;
        if (end == 0) {
            throw refusal.malformed("an entry has no name");
        }
        if (raw.length > LONGEST_PATH) {
            throw refusal.malformed("an entry's name is longer than " + LONGEST_PATH + " bytes");
        }
        if (raw[0] == '/' || raw[0] == '\\' || raw.length > 1 && raw[1] == ':' && letter(raw[0])) {
            throw refusal.outside(shown, "has an absolute name");
        }
        List<RawName> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || raw[i] == '/') {
                names.add(name(Arrays.copyOfRange(raw, start, i), shown, refusal));
                start = i + 1;
            } else if (raw[i] == 0) {
                throw refusal.outside(shown, "has a NUL byte in its name");
            }
        }
        return new RawPath(names);
    }

    private static RawName name(byte[] bytes, String shown, Refusal refusal) {
        if (bytes.length == 0) {
            throw refusal.malformed("the entry '" + Refusal.printable(shown) + "' has an empty part in its name");
        }
        if (bytes.length > LONGEST_NAME) {
            throw refusal.malformed("a part of an entry's name is longer than " + LONGEST_NAME + " bytes");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.equals(".") || text.equals("..") || text.contains("..\\") || text.contains("\\..")) {
            throw refusal.outside(shown, "leads upwards");
        }
        return RawName.of(bytes);
    }

    private static boolean letter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
