// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.MethodInvocationTree;
import java.util.Set;

/** Gates over what code calls by name. */
final class Calls {
    private static final Set<String> STREAMS = Set.of("System.out", "System.err", "java.lang.System.out");
    private static final Set<String> SLEEPS = Set.of(
            "Thread.sleep",
            "java.lang.Thread.sleep",
            "TimeUnit.SECONDS.sleep",
            "TimeUnit.MILLISECONDS.sleep",
            "TimeUnit.MINUTES.sleep");

    private Calls() {}

    /** Only the launcher and simulators, and any main(), write to the process's own streams. */
    static Gate print(Rules rules) {
        return new SourceGate(
                "print",
                source -> !source.test() && !rules.lists("print", source.room().path()),
                (source, report) -> new Dotted((node, name) -> {
                    if (STREAMS.stream().anyMatch(s -> name.equals(s) || name.startsWith(s + "."))) {
                        report.accept(node, name + " in product code; use the logger.");
                    }
                    if (name.endsWith(".printStackTrace")) {
                        report.accept(node, "A stack trace on the error stream; use the logger.");
                    }
                }));
    }

    /** A test that sleeps is slow when it passes and wrong when it fails. */
    static Gate sleep() {
        return new SourceGate("sleep", Source::test, (source, report) -> new com.sun.source.util.TreeScanner<>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
                String name = Dotted.name(node.getMethodSelect());
                if (name != null && SLEEPS.contains(name)) {
                    report.accept(node, "A test sleeps; wait for a condition with a deadline.");
                }
                return super.visitMethodInvocation(node, unused);
            }
        });
    }
}
