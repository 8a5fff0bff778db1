// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A gate that looks at one syntax tree at a time.
 *
 * @param name of the gate
 * @param applies which files it looks at
 * @param visitor makes a scanner that reports a node and a message
 */
record SourceGate(String name, Predicate<Source> applies, Visitor visitor) implements Gate {
    /** Makes a scanner for one file. */
    interface Visitor {
        TreeScanner<Void, Void> on(Source source, BiConsumer<com.sun.source.tree.Tree, String> report);
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        for (Source source : tree.sources()) {
            if (applies.test(source)) {
                visitor.on(source, (node, message) -> found.add(new Finding(name, source.at(node), message)))
                        .scan(source.unit(), null);
            }
        }
        return found;
    }
}
