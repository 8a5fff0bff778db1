// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what {@code api/*} built with the released jars in {@code api/baseline/}: a change needs the version step
 * that bnd's rules ask for. The newest jar of an artifact counts; no jar there, nothing released yet.
 */
final class BaselineGate implements Gate {
    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            if (room.path().startsWith("api/")) {
                for (Path built : room.jars()) {
                    Optional<Path> released = released(tree.root().resolve("api/baseline"), built);
                    if (released.isPresent()) {
                        compare(tree, built, released.get(), found);
                    }
                }
            }
        }
        return found;
    }

    private static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("-\\d[^/]*\\.jar$", "");
    }

    private static Optional<Path> released(Path folder, Path built) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar ->
                            jar.toString().endsWith(".jar") && artifact(jar).equals(artifact(built)))
                    .max(Comparator.comparing(BaselineGate::version));
        }
    }

    private static aQute.bnd.version.Version version(Path jar) {
        String name = jar.getFileName().toString();
        return new aQute.bnd.version.Version(
                name.substring(artifact(jar).length() + 1, name.length() - ".jar".length()));
    }

    private void compare(Tree tree, Path built, Path released, List<Finding> found) throws IOException {
        try (Processor processor = new Processor();
                Jar newer = new Jar(built.toFile());
                Jar older = new Jar(released.toFile())) {
            DiffPluginImpl differ = new DiffPluginImpl();
            Baseline baseline = new Baseline(processor, differ);
            for (Baseline.Info info : baseline.baseline(newer, older, new Instructions())) {
                if (info.mismatch) {
                    found.add(new Finding(
                            name(),
                            tree.relative(built),
                            "The package " + info.packageName + " changed ("
                                    + info.packageDiff.getDelta() + ") against " + tree.relative(released)
                                    + ": its version "
                                    + info.newerVersion + " must become at least " + info.suggestedVersion
                                    + ", with a line in docs/decisions/api-breaks.md for a break."));
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("bnd cannot compare " + built + " with " + released, e);
        }
    }
}
