// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Licence header, length, open ends, words for things that say nothing, tests switched off. */
final class TextGate implements Gate {
    private static final int MAX_LINES = 400;
    private static final List<String> HEADER =
            List.of("// Copyright the ReconSync authors.", "// SPDX-License-Identifier: Apache-2.0");
    private static final Pattern OPEN_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern EMPTY_WORD = Pattern.compile("\\w*(Manager|Util|Utils|Helper|Helpers|Impl)\\.java");
    private static final Pattern OFF = Pattern.compile("^\\s*@(org\\.junit\\.jupiter\\.api\\.)?Disabled\\b.*");

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        for (Source source : tree.sources()) {
            List<String> lines = source.lines();
            if (lines.size() < 2 || !lines.subList(0, 2).equals(HEADER)) {
                found.add(new Finding(name(), source.path(), "No licence header in the first two lines."));
            }
            if (lines.size() > MAX_LINES) {
                found.add(new Finding(
                        name(), source.path(), lines.size() + " lines; at most " + MAX_LINES + ", one idea a file."));
            }
            if (EMPTY_WORD.matcher(source.fileName()).matches()) {
                found.add(
                        new Finding(name(), source.path(), "The name says nothing; say what it is or how it does it."));
            }
            for (int i = 0; i < lines.size(); i++) {
                if (OPEN_END.matcher(lines.get(i)).find()) {
                    found.add(new Finding(
                            name(), source.path() + ":" + (i + 1), "An open end; finish it or write an issue."));
                }
                if (OFF.matcher(lines.get(i)).matches()) {
                    found.add(new Finding(
                            name(), source.path() + ":" + (i + 1), "A test switched off; repair or delete it."));
                }
            }
        }
        return found;
    }
}
