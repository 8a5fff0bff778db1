// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** Why a bundle did not start, in one sentence instead of the resolver's filters. */
final class ResolveSentence {
    private static final Pattern PACKAGE = Pattern.compile(
            "osgi\\.wiring\\.package[;=].*?\\(osgi\\.wiring\\.package=([^)]+)\\)(\\(version>=([^)]+)\\))?");
    private static final Pattern OTHER = Pattern.compile(
            "missing requirement \\[[^;]*?] ([a-zA-Z0-9_.]+); ?(.{1,200}?)(?= Unresolved| \\[caused|$)");

    private ResolveSentence() {}

    static String of(String bundle, BundleException e) {
        String start = "The bundle " + bundle + " was not started: ";
        if (e.getType() == BundleException.RESOLVE_ERROR) {
            String text = String.valueOf(e.getMessage());
            Matcher missing = last(PACKAGE, text);
            if (missing != null) {
                String version = missing.group(3) == null ? "" : " from version " + missing.group(3);
                return start + "it needs the package " + missing.group(1) + version + ", which nothing here offers.";
            }
            Matcher other = last(OTHER, text);
            if (other != null) {
                return start + "it needs the capability " + other.group(1) + " "
                        + other.group(2).strip() + ".";
            }
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return start + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** The innermost reason stands last. */
    private static Matcher last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Matcher found = null;
        int from = 0;
        while (matcher.find(from)) {
            found = pattern.matcher(text);
            found.find(matcher.start());
            from = matcher.end();
        }
        return found;
    }
}
