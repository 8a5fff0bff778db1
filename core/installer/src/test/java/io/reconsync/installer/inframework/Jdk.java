// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a JDK of a version: where {@code JAVA<version>_HOME} says, else where systems and tools put them. */
final class Jdk {
    private Jdk() {}

    static Optional<Path> home(int version) throws IOException {
        String said = System.getenv("JAVA" + version + "_HOME");
        if (said != null && !said.isBlank()) {
            return Optional.of(Path.of(said));
        }
        String user = System.getProperty("user.home");
        List<Path> folders = List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of(user, ".sdkman/candidates/java"),
                Path.of(user, ".jdks"));
        for (Path folder : folders) {
            for (Path candidate : children(folder)) {
                for (Path home : List.of(candidate, candidate.resolve("Contents/Home"))) {
                    if (is(home, version)) {
                        return Optional.of(home);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(children::add);
            }
        }
        children.sort(null);
        return children;
    }

    /** By the file {@code release} that each JDK has. */
    private static boolean is(Path home, int version) throws IOException {
        Path release = home.resolve("release");
        return Files.isExecutable(home.resolve("bin/java"))
                && Files.isReadable(release)
                && Files.readAllLines(release).stream()
                        .anyMatch(line -> line.matches("JAVA_VERSION=\"" + version + "([.+-].*)?\""));
    }
}
