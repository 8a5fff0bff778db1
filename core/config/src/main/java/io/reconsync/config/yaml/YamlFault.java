// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What the parser refused, in the words of somebody who edits a file. */
final class YamlFault {
    private static final String QUOTES = "Put quotes around the value.";

    private YamlFault() {}

    static void explain(YAMLException e, String text, Problems problems) {
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            explainLimit(e, problems);
            return;
        }
        Place place = YamlTree.place(marked.getProblemMark());
        String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
        String what = marked.getProblem() == null ? "" : marked.getProblem();
        Explanation explanation = explanation(what, line);
        problems.error(place, key(line), found(line), "", explanation.message(), explanation.nextStep());
    }

    private record Explanation(String message, String nextStep) {}

    private static Explanation explanation(String what, String line) {
        if (line.matches("\\s*\\t.*") || what.contains("TAB")) {
            return new Explanation(
                    "The line is indented with a tab, which YAML does not allow.", "Use spaces instead of tabs.");
        }
        if (line.matches(".*:\\s+\\*.*") || what.contains("undefined alias") || line.matches("\\s*-\\s+\\*.*")) {
            return new Explanation("A value begins with *, which YAML takes for an alias.", QUOTES);
        }
        if (line.matches(".*:\\s+[@`%&!|>].*") || line.matches("\\s*-\\s+[@`%&!].*")) {
            return new Explanation("A value begins with a character that has a meaning in YAML.", QUOTES);
        }
        if (what.contains("mapping values are not allowed")) {
            return new Explanation(
                    "A colon stands where no key is expected.",
                    "Put quotes around a value that contains a colon and a space, or correct the indentation.");
        }
        if (what.contains("escape character") || what.contains("hexadecimal numbers")) {
            return new Explanation(
                    "A backslash within double quotes has a meaning.", "Use single quotes, or / in paths.");
        }
        if (what.contains("expected a single document") || what.contains("but found another document")) {
            return new Explanation("A second document begins here with ---.", "Write one document per file.");
        }
        if (what.contains("found unexpected end of stream") || what.contains("<stream end>")) {
            return new Explanation("A quote or bracket that was opened is not closed.", "Close it.");
        }
        if (what.contains("block end")) {
            return new Explanation(
                    "The indentation does not fit to the lines before.",
                    "Indent all keys of one mapping by the same number of spaces.");
        }
        if (what.contains("could not find expected ':'")) {
            return new Explanation("A key without a colon stands here or in the line before.", "Write key: value.");
        }
        return new Explanation(
                "This is not valid YAML: " + what + ".", "Correct the line, or put quotes around its value.");
    }

    private static void explainLimit(YAMLException e, Problems problems) {
        String what = e.getMessage() == null ? "" : e.getMessage().toLowerCase(java.util.Locale.ROOT);
        if (what.contains("alias")) {
            problems.error(
                    Place.WHOLE,
                    "",
                    "The file uses more than 50 aliases.",
                    "Write the values out instead of using aliases.");
        } else if (what.contains("values")) {
            problems.error(
                    Place.WHOLE,
                    "",
                    "The file has too many values, or aliases that multiply to too many.",
                    "Write the values out instead of using aliases.");
        } else if (what.contains("depth")) {
            problems.error(Place.WHOLE, "", "The file is nested too deep.", "No key needs more than a few levels.");
        } else {
            problems.error(
                    Place.WHOLE, "", "The file is not valid YAML.", "Compare it with an example from docs/user/.");
        }
    }

    private static String key(String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        return key.matches("[A-Za-z0-9_.-]{1,64}") ? key : "";
    }

    private static String found(String line) {
        int colon = line.indexOf(':');
        String key = key(line);
        String value = colon < 0 ? line.strip() : line.substring(colon + 1).strip();
        return Masks.found(key, value);
    }
}
