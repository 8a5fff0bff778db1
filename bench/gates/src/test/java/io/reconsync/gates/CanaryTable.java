// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs all canaries, prints which gate turned red on which, and exits with 1 if one stayed green. */
final class CanaryTable {
    private static final Path BUILDS = Path.of("src/test/resources/builds");

    private CanaryTable() {}

    /**
     * Runs the canaries.
     *
     * @param args Maven's home and the local repository
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path scratch = Path.of("target/canaries").toAbsolutePath();
        delete(scratch);
        List<String> green = new ArrayList<>();
        for (Canary canary : Canary.all()) {
            List<String> found = canary.run(Files.createDirectories(scratch.resolve("tree-" + canary.name()))).stream()
                    .map(Finding::toString)
                    .toList();
            for (String expected : canary.expected()) {
                String gate = expected.split(" ")[0];
                String text = expected.substring(gate.length() + 1);
                boolean red = found.stream().anyMatch(f -> f.startsWith("[" + gate + "]") && f.contains(text));
                report(green, gate, canary.name(), red, text);
            }
        }
        try (Stream<Path> builds = Files.list(BUILDS)) {
            for (Path build : builds.sorted().toList()) {
                String expected = Files.readString(build.resolve("expect")).strip();
                Path copy = scratch.resolve("build-" + build.getFileName());
                copy(build, copy);
                report(green, "maven", build.getFileName().toString(), red(copy, expected, List.of(args)), expected);
            }
        }
        System.out.println(green.isEmpty() ? "Every gate can turn red." : "Stayed green: " + green);
        System.exit(green.isEmpty() ? 0 : 1);
    }

    private static void report(List<String> green, String gate, String canary, boolean red, String why) {
        System.out.printf("%-5s %-13s %-24s %s%n", red ? "red" : "GREEN", gate, canary, why);
        if (!red) {
            green.add(canary);
        }
    }

    /** Whether Maven refuses the fixture, and for the reason that is expected. */
    private static boolean red(Path build, String expected, List<String> args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                args.get(0) + "/bin/mvn", "-B", "-ntp", "-Dmaven.repo.local=" + args.get(1), "-f", build.toString()));
        command.add("verify");
        Path log = build.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() != 0
                && Files.readString(log, StandardCharsets.UTF_8).contains(expected);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                String name = from.relativize(file).toString();
                // A fixture's Java is kept as .java.txt, so that nothing takes it for ours.
                Path target = to.resolve(name.replaceFirst("\\.txt$", ""));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
