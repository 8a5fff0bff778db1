// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;

/** Catching everything hides whose fault it was; only the plugin boundary and main() may. */
final class BroadCatch extends TreeScanner<Void, Void> {
    private static final Set<String> BROAD = Set.of(
            "Exception",
            "RuntimeException",
            "Throwable",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.lang.Throwable");

    private final BiConsumer<com.sun.source.tree.Tree, String> report;

    private BroadCatch(BiConsumer<com.sun.source.tree.Tree, String> report) {
        this.report = report;
    }

    static Gate gate(Rules rules) {
        return new SourceGate(
                "catch",
                source -> !source.test() && !rules.lists("broad", source.room().path()),
                (source, report) -> new BroadCatch(report));
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
        boolean main = node.getName().contentEquals("main")
                && node.getModifiers().getFlags().contains(Modifier.STATIC);
        return main ? null : super.visitMethod(node, unused);
    }

    @Override
    public Void visitCatch(CatchTree node, Void unused) {
        var type = node.getParameter().getType();
        var types = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        types.stream()
                .map(Dotted::name)
                .filter(name -> name != null && BROAD.contains(name))
                .forEach(name -> report.accept(
                        node, "catch (" + name + ") outside core/host and main(); catch what the calls declare."));
        return super.visitCatch(node, unused);
    }
}
