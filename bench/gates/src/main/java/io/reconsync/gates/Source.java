// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One Java file, parsed but not resolved.
 *
 * @param room its module
 * @param path relative to the root
 * @param test whether it lies below {@code src/test}
 * @param lines its text
 * @param unit its syntax tree
 * @param positions where the nodes of the tree stand
 */
record Source(
        Room room, String path, boolean test, List<String> lines, CompilationUnitTree unit, SourcePositions positions) {

    static List<Source> parse(Path root, Room room, boolean test, List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none", "-nowarn"),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                String path = root.toAbsolutePath()
                        .relativize(file.toAbsolutePath())
                        .toString()
                        .replace('\\', '/');
                sources.add(new Source(room, path, test, Files.readAllLines(file), unit, positions));
            }
            return sources;
        }
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The place of a node, as {@code path:line}. */
    String at(com.sun.source.tree.Tree node) {
        long start = positions.getStartPosition(unit, node);
        return start < 0 ? path : path + ":" + unit.getLineMap().getLineNumber(start);
    }
}
