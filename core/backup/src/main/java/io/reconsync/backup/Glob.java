// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob over paths with {@code /}: {@code *} and {@code ?} stay within a name, {@code **} crosses folders and may be
 * nothing at all, {@code {a,b}} are alternatives. Case counts. Matching takes no more than names times length steps.
 * Immutable.
 */
final class Glob {
    private final List<String[]> alternatives;

    private Glob(List<String[]> alternatives) {
        this.alternatives = alternatives;
    }

    static Glob of(String text) {
        List<String[]> alternatives = new ArrayList<>();
        for (String one : braces(text)) {
            alternatives.add(one.replaceAll("^\\./|^/+|/+$", "").split("/+"));
        }
        return new Glob(alternatives);
    }

    static List<Glob> all(List<String> texts) {
        return texts.stream().map(Glob::of).toList();
    }

    /** Whether the path matches. */
    boolean matches(String path) {
        String[] names = path.split("/");
        return alternatives.stream().anyMatch(parts -> path(parts, names));
    }

    /** Whether the path or a folder on the way to it matches. */
    boolean covers(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (matches(path.substring(0, end))) {
                return true;
            }
        }
        return matches(path);
    }

    private static boolean path(String[] parts, String[] names) {
        int part = 0;
        int name = 0;
        int star = -1;
        int resume = 0;
        while (name < names.length) {
            if (part < parts.length && parts[part].equals("**")) {
                star = part++;
                resume = name;
            } else if (part < parts.length && name(parts[part], names[name])) {
                part++;
                name++;
            } else if (star >= 0) {
                part = star + 1;
                name = ++resume;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part].equals("**")) {
            part++;
        }
        return part == parts.length;
    }

    private static boolean name(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static List<String> braces(String text) {
        int open = text.indexOf('{');
        int close = text.indexOf('}', open + 1);
        if (open < 0 || close < 0) {
            return List.of(text);
        }
        List<String> all = new ArrayList<>();
        for (String choice : text.substring(open + 1, close).split(",", -1)) {
            all.addAll(braces(text.substring(0, open) + choice + text.substring(close + 1)));
            if (all.size() > 256) {
                break;
            }
        }
        return all;
    }
}
