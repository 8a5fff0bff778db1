// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.framework;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Makes a small bundle out of source text, for tests that need jars which do not exist: broken ones, old ones, two
 * versions of one plugin.
 *
 * <pre>{@code
 * JarBuilder.plugin("org.example.foo", "1.0.0")
 *         .source("org.example.foo.Foo", "package org.example.foo; public class Foo implements … {}")
 *         .component("org.example.foo.Foo", List.of("io.reconsync.api.monitor.Monitor"), false)
 *         .imports("io.reconsync.api.monitor;version=\"[1.0,2)\"")
 *         .write(folder.resolve("foo.jar"));
 * }</pre>
 */
public final class JarBuilder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> imports = new ArrayList<>();
    private final List<String> components = new ArrayList<>();

    private JarBuilder() {}

    /** An empty bundle. */
    public static JarBuilder plugin(String symbolicName, String version) {
        return new JarBuilder()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version);
    }

    /** Sets a header of the manifest; null removes it. */
    public JarBuilder header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Adds clauses to Import-Package. */
    public JarBuilder imports(String... clauses) {
        imports.addAll(List.of(clauses));
        return this;
    }

    /** Adds a class, compiled against the class path of the test. */
    public JarBuilder source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Replaces text in all sources. */
    public JarBuilder replace(String text, String by) {
        sources.replaceAll((name, source) -> source.replace(text, by));
        return this;
    }

    /** Adds a file. */
    public JarBuilder entry(String path, byte[] content) {
        entries.put(path, content.clone());
        return this;
    }

    /** Adds a file of text. */
    public JarBuilder entry(String path, String text) {
        return entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Declares a component without references. */
    public JarBuilder component(String className, List<String> services, boolean immediate) {
        return component(className, services, immediate, List.of());
    }

    /** Declares a component whose constructor takes these services, each of which must be there. */
    public JarBuilder component(String className, List<String> services, boolean immediate, List<String> references) {
        StringBuilder xml = new StringBuilder(
                        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"")
                .append(className)
                .append("\" init=\"")
                .append(references.size())
                .append("\" immediate=\"")
                .append(immediate)
                .append("\"><implementation class=\"")
                .append(className)
                .append("\"/>");
        if (!services.isEmpty()) {
            xml.append("<service>");
            services.forEach(service ->
                    xml.append("<provide interface=\"").append(service).append("\"/>"));
            xml.append("</service>");
        }
        for (int i = 0; i < references.size(); i++) {
            xml.append("<reference name=\"r")
                    .append(i)
                    .append("\" parameter=\"")
                    .append(i)
                    .append("\" interface=\"")
                    .append(references.get(i))
                    .append("\"/>");
        }
        String path = "OSGI-INF/" + className + ".xml";
        components.add(path);
        return entry(path, xml.append("</scr:component>").toString());
    }

    /** Compiles and writes the jar, in one go under its name. */
    public Path write(Path jar) {
        try {
            Files.write(jar, bytes());
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles and gives the jar's bytes. */
    public byte[] bytes() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(main::putValue);
        if (!imports.isEmpty()) {
            main.putValue("Import-Package", String.join(",", imports));
        }
        if (!components.isEmpty()) {
            main.putValue("Service-Component", String.join(",", components));
        }
        Map<String, byte[]> all = new LinkedHashMap<>(entries);
        all.putAll(compiled());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Map<String, byte[]> compiled() {
        if (sources.isEmpty()) {
            return Map.of();
        }
        try {
            Path work = Files.createTempDirectory("testkit");
            try {
                return compiled(work);
            } finally {
                try (Stream<Path> tree = Files.walk(work)) {
                    for (Path path :
                            tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> compiled(Path work) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                work.resolve("out").toString(),
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path")));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("in").resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        java.io.ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (compiler.run(null, said, said, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException(said.toString(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Path out = work.resolve("out");
        try (Stream<Path> tree = Files.walk(out)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                classes.put(out.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return classes;
    }
}
