// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Green must be earned: what ran, what was skipped, and which test classes nobody ran. */
final class TestsGate implements Gate {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        if (tree.asked("skipTests") || tree.asked("test")) {
            return List.of();
        }
        Path list = tree.root().resolve("bench/allowed-skips.txt");
        List<String> allowed = Files.exists(list) ? Files.readAllLines(list) : List.of();
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            Map<String, TestReport> reports = new TreeMap<>();
            for (TestReport report : TestReport.of(room)) {
                reports.put(report.testClass(), report);
                for (String skipped : report.skipped()) {
                    if (allowed.stream()
                            .noneMatch(line -> line.strip().split("\\s+")[0].equals(skipped))) {
                        found.add(new Finding(
                                name(),
                                room.path(),
                                skipped + " was skipped; only what bench/allowed-skips.txt names may be."));
                    }
                }
            }
            List<String> classes = testClasses(tree, room);
            if (!classes.isEmpty()
                    && reports.values().stream().mapToInt(TestReport::executed).sum() == 0) {
                found.add(new Finding(name(), room.path(), "There are tests, and none was executed."));
            }
            for (String testClass : classes) {
                if (!reports.containsKey(testClass)) {
                    found.add(new Finding(
                            name(), room.path(), testClass + " has tests that nobody ran; its name must end in Test."));
                }
            }
        }
        return found;
    }

    /** Concrete top-level classes with test methods that do not wait for a soak run. */
    private static List<String> testClasses(Tree tree, Room room) {
        List<String> classes = new ArrayList<>();
        for (Source source : tree.sources()) {
            if (!source.test() || !source.room().equals(room)) {
                continue;
            }
            for (var type : source.unit().getTypeDecls()) {
                if (type instanceof ClassTree declared
                        && !declared.getModifiers().getFlags().contains(Modifier.ABSTRACT)
                        && !isSoak(declared)
                        && hasTests(declared)) {
                    classes.add(source.packageName() + "." + declared.getSimpleName());
                }
            }
        }
        return classes;
    }

    private static boolean isSoak(ClassTree declared) {
        return declared.getModifiers().getAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().endsWith("Tag")
                        && a.getArguments().toString().contains("\"soak\""));
    }

    private static boolean hasTests(ClassTree declared) {
        boolean[] any = new boolean[1];
        for (var member : declared.getMembers()) {
            if (member instanceof MethodTree method) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitAnnotation(AnnotationTree node, Void unused) {
                        String name = node.getAnnotationType().toString();
                        any[0] |= TESTS.contains(name.substring(name.lastIndexOf('.') + 1));
                        return null;
                    }
                }.scan(method.getModifiers(), null);
            }
        }
        return any[0];
    }
}
