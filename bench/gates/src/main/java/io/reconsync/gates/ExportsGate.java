// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every exported package carries a version in its package-info; the api exports all of its packages. */
final class ExportsGate implements Gate {
    @Override
    public String name() {
        return "exports";
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        for (Source source : tree.sources()) {
            if (source.fileName().equals("package-info.java") && has(source, "Export") && !has(source, "Version")) {
                found.add(new Finding(
                        name(), source.path(), "The package is exported and has no @Version; begin with 1.0.0."));
            }
        }
        everyPackageOfTheApi(tree, found);
        return found;
    }

    private void everyPackageOfTheApi(Tree tree, List<Finding> found) {
        Set<String> exported = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<Source> sources = tree.sources().stream()
                .filter(s -> !s.test() && s.room().path().equals("api/api"))
                .toList();
        sources.stream()
                .filter(s -> s.fileName().equals("package-info.java") && has(s, "Version"))
                .forEach(s -> exported.add(s.packageName()));
        for (Source source : sources) {
            if (seen.add(source.packageName()) && !exported.contains(source.packageName())) {
                found.add(new Finding(
                        name(),
                        source.path(),
                        "The package " + source.packageName() + " has no package-info.java with @Version."));
            }
        }
    }

    private static boolean has(Source source, String annotation) {
        return source.lines().stream().anyMatch(line -> line.matches("@([a-z.]+\\.)?" + annotation + "\\b.*"));
    }
}
