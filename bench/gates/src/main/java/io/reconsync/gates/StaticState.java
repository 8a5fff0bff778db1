// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** State belongs to objects that something owns, not to classes that nobody unloads. */
final class StaticState extends TreeScanner<Void, Void> {
    private static final Pattern MUTABLE = Pattern.compile("(java\\.util\\.(concurrent\\.(atomic\\.)?)?)?"
            + "([A-Za-z]*(HashMap|TreeMap|ArrayList|LinkedList|HashSet|TreeSet|Deque|Queue|SkipList\\w+|CopyOnWrite\\w+)"
            + "|Atomic\\w+|LongAdder|ThreadLocal|StringBuilder|StringBuffer|IdentityHashMap|BitSet|Properties|Timer"
            + "|ReentrantLock|ReentrantReadWriteLock|Semaphore|CountDownLatch)");
    private static final Set<String> FACTORIES = Set.of(
            "ConcurrentHashMap.newKeySet",
            "Collections.synchronizedMap",
            "Collections.synchronizedList",
            "Collections.synchronizedSet",
            "ThreadLocal.withInitial",
            "Executors.newCachedThreadPool",
            "Executors.newFixedThreadPool",
            "Executors.newSingleThreadExecutor",
            "Executors.newScheduledThreadPool",
            "Executors.newSingleThreadScheduledExecutor");

    private final BiConsumer<com.sun.source.tree.Tree, String> report;

    private StaticState(BiConsumer<com.sun.source.tree.Tree, String> report) {
        this.report = report;
    }

    static Gate gate() {
        return new SourceGate("static-state", source -> !source.test(), (source, report) -> new StaticState(report));
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
        for (var member : node.getMembers()) {
            if (member instanceof VariableTree field
                    && field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                check(field);
            }
        }
        return super.visitClass(node, unused);
    }

    private void check(VariableTree field) {
        if (!field.getModifiers().getFlags().contains(Modifier.FINAL)) {
            report.accept(field, "The static field " + field.getName() + " can change; make it an object's field.");
        } else if (field.getInitializer() != null && isMutable(field.getInitializer())) {
            report.accept(
                    field,
                    "The static field " + field.getName() + " holds a mutable object; make it an object's field.");
        }
    }

    private static boolean isMutable(ExpressionTree value) {
        if (value instanceof NewClassTree made) {
            var type = made.getIdentifier() instanceof ParameterizedTypeTree generic
                    ? generic.getType()
                    : made.getIdentifier();
            String name = Dotted.name(type);
            return name != null && MUTABLE.matcher(name).matches();
        }
        if (value instanceof MethodInvocationTree call) {
            String name = Dotted.name(call.getMethodSelect());
            return name != null && FACTORIES.contains(name);
        }
        return false;
    }
}
