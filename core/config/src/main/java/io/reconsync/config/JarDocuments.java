// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginDocument.Kind;
import io.reconsync.contract.host.PluginName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The documents in jars that lie in a folder, read without starting anything. What cannot be read is left out. */
record JarDocuments(Path folder) {
    private static final int LARGEST = 1 << 20;

    Documents read() {
        List<Documents.Document> documents = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .sorted()
                        .forEach(file -> read(file, documents));
            } catch (IOException e) {
                return new Documents(documents);
            }
        }
        return new Documents(documents);
    }

    private static void read(Path file, List<Documents.Document> into) {
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.getManifest() == null) {
                return;
            }
            Attributes headers = jar.getManifest().getMainAttributes();
            String symbolic = headers.getValue("Bundle-SymbolicName");
            if (symbolic == null) {
                return;
            }
            String plugin = PluginName.of(symbolic);
            for (String part : list(headers.getValue("ReconSync-Games"))) {
                String name = part.substring(part.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
                add(jar, plugin, Kind.PROFILE, name, part, into);
            }
            for (String part : list(headers.getValue("ReconSync-Schema"))) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    String name = part.substring(0, equals).strip();
                    add(
                            jar,
                            plugin,
                            Kind.SCHEMA,
                            name,
                            part.substring(equals + 1).strip(),
                            into);
                }
            }
        } catch (IOException | ReconException | IllegalArgumentException e) {
            // The installer says what is wrong with a jar; here it just has no documents.
            return;
        }
    }

    private static List<String> list(String header) {
        return header == null
                ? List.of()
                : Stream.of(header.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    private static void add(
            JarFile jar, String plugin, Kind kind, String name, String path, List<Documents.Document> into)
            throws IOException {
        ZipEntry entry = jar.getEntry(path);
        if (entry == null) {
            return;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length <= LARGEST) {
                into.add(new Documents.Document(plugin, kind, name, new String(bytes, StandardCharsets.UTF_8)));
            }
        }
    }
}
