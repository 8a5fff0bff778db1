// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A small broken tree in one text file. {@code --- path} begins a file, {@code --- some.jar!entry} one in a jar (Java
 * sources there are compiled), {@code expect: gate text} names what a gate must say. Everything that a canary does not
 * mention comes from {@code base.txt}, which is green.
 *
 * @param name the file's name without its ending
 * @param expected the findings' text that must appear
 * @param files path to content
 */
record Canary(String name, List<String> expected, Map<String, String> files) {
    static final Path FOLDER = Path.of("src/test/resources/canaries");

    static List<Canary> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Canary::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Canary named(String name) {
        return read(FOLDER.resolve(name + ".txt"));
    }

    private static Canary read(Path file) {
        List<String> expected = new ArrayList<>();
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("expect: ")) {
                    expected.add(line.substring("expect: ".length()));
                } else if (line.startsWith("--- ")) {
                    current = files.computeIfAbsent(line.substring(4).strip(), path -> new StringBuilder());
                } else {
                    current.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((path, text) -> texts.put(path, text.toString()));
        return new Canary(file.getFileName().toString().replace(".txt", ""), expected, texts);
    }

    /** The name of the gate that must turn red; empty for the green base. */
    String gate() {
        return expected.isEmpty() ? "" : expected.get(0).split(" ")[0];
    }

    List<Finding> run(Path scratch) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Canary.named("base").files());
        all.putAll(files);
        all.values().removeIf(text -> text.strip().equals("(absent)"));
        Map<String, Map<String, String>> jars = new TreeMap<>();
        for (Map.Entry<String, String> file : all.entrySet()) {
            int bang = file.getKey().indexOf('!');
            if (bang >= 0) {
                jars.computeIfAbsent(file.getKey().substring(0, bang), jar -> new TreeMap<>())
                        .put(file.getKey().substring(bang + 1), file.getValue());
            } else {
                Path target = scratch.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
        }
        for (Map.Entry<String, Map<String, String>> jar : jars.entrySet()) {
            Path target = scratch.resolve(jar.getKey());
            Files.createDirectories(target.getParent());
            writeJar(target, jar.getValue(), scratch.resolve("classes-of-" + target.getFileName()));
        }
        return Gates.run(Tree.read(scratch, Map.of()));
    }

    private static void writeJar(Path jar, Map<String, String> entries, Path classes) throws IOException {
        Manifest manifest = new Manifest();
        String text = entries.getOrDefault("META-INF/MANIFEST.MF", "");
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        text.lines()
                .filter(line -> line.contains(": "))
                .forEach(line -> manifest.getMainAttributes()
                        .putValue(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream made = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                if (entry.getKey().endsWith(".java")) {
                    Path source = classes.resolve(entry.getKey());
                    Files.createDirectories(source.getParent());
                    Files.writeString(source, entry.getValue());
                    int code = ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, "-d", classes.toString(), source.toString());
                    if (code != 0) {
                        throw new IOException("The canary's " + entry.getKey() + " does not compile");
                    }
                    String name = entry.getKey().replace(".java", ".class");
                    add(made, name, Files.readAllBytes(classes.resolve(name)));
                } else if (!entry.getKey().equals("META-INF/MANIFEST.MF")) {
                    add(made, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
