// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A package lives in one room; nothing is called internal, because nothing internal is exported. */
final class PackagesGate implements Gate {
    @Override
    public String name() {
        return "packages";
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        Map<String, Room> first = new HashMap<>();
        for (Source source : tree.sources()) {
            String name = source.packageName();
            if (!source.test()) {
                Room owner = first.putIfAbsent(name, source.room());
                if (owner != null && !owner.equals(source.room())) {
                    found.add(new Finding(
                            name(), source.path(), "The package " + name + " lives in " + owner.path() + " already."));
                }
                if (("." + name + ".").contains(".internal.")) {
                    found.add(new Finding(
                            name(),
                            source.path(),
                            "A package called internal; a room that exports nothing needs none."));
                }
            }
            if (!name.startsWith("io.reconsync")) {
                found.add(new Finding(name(), source.path(), "Our packages begin with io.reconsync."));
            }
        }
        return found;
    }
}
