// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every package of a room that exports carries a version in its package-info. */
final class ExportsGate implements Gate {
    @Override
    public String name() {
        return "exports";
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> versioned = new HashSet<>();
        List<Source> sources = tree.sources().stream()
                .filter(s -> !s.test() && s.room().path().startsWith("api/"))
                .toList();
        for (Source source : sources) {
            if (source.fileName().equals("package-info.java")
                    && source.lines().stream()
                            .anyMatch(line ->
                                    line.matches("@(org\\.osgi\\.annotation\\.versioning\\.)?Version\\(\".+"))) {
                versioned.add(source.packageName());
            }
        }
        for (Source source : sources) {
            if (seen.add(source.packageName()) && !versioned.contains(source.packageName())) {
                found.add(new Finding(
                        name(),
                        source.path(),
                        "The package " + source.packageName() + " has no package-info.java with @Version."));
            }
        }
        return found;
    }
}
