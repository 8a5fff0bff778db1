// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs all gates over a tree, after the other modules were built. Exit code 1 when one is red. */
public final class Main {
    private Main() {}

    /**
     * Checks a tree.
     *
     * @param args the root, then options of the build as {@code name=value}
     * @throws IOException when something cannot be read
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (String arg : List.of(args).subList(1, args.length)) {
            options.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        Tree tree = Tree.read(Path.of(args[0]).toRealPath(), options);
        List<Finding> found = Gates.run(tree);
        found.forEach(finding -> System.out.println("[ERROR] " + finding));
        int executed = 0;
        int failed = 0;
        int skipped = 0;
        for (Room room : tree.rooms()) {
            for (TestReport report : TestReport.of(room)) {
                executed += report.executed();
                failed += report.failed();
                skipped += report.skipped().size();
            }
        }
        System.out.println("Gates: " + Gates.all(tree.rules()).size() + " over "
                + tree.rooms().size() + " modules and " + tree.sources().size() + " files: " + found.size()
                + " findings.");
        System.out.println(
                "Tests: " + executed + " executed, " + failed + " failed, " + skipped + " skipped or assumed away.");
        if (!found.isEmpty()) {
            System.exit(1);
        }
    }
}
