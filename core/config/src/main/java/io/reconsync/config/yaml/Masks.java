// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import java.util.Locale;
import java.util.regex.Pattern;

/** What of a value may be shown. */
public final class Masks {
    private static final int LONGEST = 60;
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(^|[._-])(pass(word|wd|phrase)?|token|secret|credentials?|webhook(_url)?|[a-z_]*(password|secret|token)|"
                    + "(access|api|private|secret|account|application)_?key)$");

    private Masks() {}

    /** Whether a dotted key is named like one that holds a secret. */
    public static boolean isSecret(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return SECRET_KEY.matcher(last).find();
    }

    /** A value for a message: shortened, and {@code ***} when the key holds a secret. */
    public static String found(String key, String value) {
        if (isSecret(key)) {
            return "***";
        }
        String line = value.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
