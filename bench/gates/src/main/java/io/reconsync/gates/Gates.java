// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All gates, in the order of the report. */
final class Gates {
    private Gates() {}

    static List<Gate> all(Rules rules) {
        return List.of(
                new PomGate(),
                new TextGate(),
                new PackagesGate(),
                new KnowsGate(),
                new ExportsGate(),
                BroadCatch.gate(rules),
                StaticState.gate(),
                Calls.print(rules),
                Calls.sleep(),
                new BundleGate(),
                new BaselineGate(),
                new ArchiveGate(),
                new LicenceGate(),
                new TestsGate());
    }

    static List<Finding> run(Tree tree) throws IOException {
        Allowed allowed = Allowed.read(tree.root().resolve("bench/allowed-findings.txt"));
        List<Finding> found = new ArrayList<>();
        for (Gate gate : all(tree.rules())) {
            gate.check(tree).stream()
                    .filter(finding -> !allowed.covers(finding))
                    .forEach(found::add);
        }
        allowed.unused()
                .forEach(line -> found.add(new Finding(
                        "allowed", "bench/allowed-findings.txt", "Nothing breaks this rule any more: " + line)));
        return found;
    }
}
