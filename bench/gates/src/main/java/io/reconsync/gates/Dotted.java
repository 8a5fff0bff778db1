// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.function.BiConsumer;

/** Reports every dotted name of a file, imports included, once and at full length. */
final class Dotted extends TreeScanner<Void, Void> {
    private final BiConsumer<Tree, String> each;

    Dotted(BiConsumer<Tree, String> each) {
        this.each = each;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree node, Void unused) {
        String name = name(node);
        if (name == null) {
            return super.visitMemberSelect(node, unused);
        }
        each.accept(node, name);
        return null;
    }

    /** The dotted name, or null when the tree is more than names and dots. */
    static String name(Tree node) {
        if (node instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        if (node instanceof MemberSelectTree select) {
            String left = name(select.getExpression());
            return left == null ? null : left + "." + select.getIdentifier();
        }
        return null;
    }
}
