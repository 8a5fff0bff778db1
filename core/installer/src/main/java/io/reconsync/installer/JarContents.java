// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads a jar from its first to its last byte: that proves that it is whole, is no bomb, and carries no class that has
 * to come from the runtime.
 */
final class JarContents {
    static final long LARGEST_FILE = 512L << 20;
    static final long LARGEST_CONTENT = 1L << 30;
    static final int MOST_ENTRIES = 50_000;
    static final int NEWEST_CLASS_FILE = 61;

    private static final List<String> OURS =
            List.of("io/reconsync/api/", "io/reconsync/contract/", "io/reconsync/protocol/", "io/reconsync/engine/");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int LARGEST_MANIFEST = 1 << 20;

    private final String file;
    private long content;
    private int entries;

    private JarContents(String file) {
        this.file = file;
    }

    /** The main attributes of the manifest. @throws ReconException code {@code plugin-refused} */
    static Map<String, String> read(String file, Path jar) {
        return new JarContents(file).read(jar);
    }

    private Map<String, String> read(Path jar) {
        try {
            if (Files.size(jar) > LARGEST_FILE) {
                throw Refusal.of(file + " is larger than 512 MB.", "A plugin is a small jar; copy another one.");
            }
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                Enumeration<? extends ZipEntry> all = zip.entries();
                while (all.hasMoreElements()) {
                    ZipEntry entry = all.nextElement();
                    try (InputStream in = zip.getInputStream(entry)) {
                        entry(entry.getName(), in, 0);
                    }
                }
                return manifest(zip);
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            throw Refusal.of(
                    file + " is not a whole jar (" + e.getMessage() + ").",
                    "Copy it again, best under another name that is then renamed to " + file + ".",
                    e);
        } catch (IOException e) {
            throw Refusal.of(
                    file + " could not be read: " + e.getMessage() + ".", "Check the disk and copy it again.", e);
        }
    }

    private void entry(String name, InputStream in, int depth) throws IOException {
        if (++entries > MOST_ENTRIES) {
            throw Refusal.of(
                    file + " has more than " + MOST_ENTRIES + " entries.", "A plugin is a small jar; copy another.");
        }
        if (name.startsWith("/") || name.contains("../") || name.indexOf('\\') >= 0) {
            throw Refusal.of(
                    file + " has an entry with the unsafe name '" + name + "'.", "Ask its author for a proper jar.");
        }
        boolean type = name.endsWith(".class");
        if (type && OURS.stream().anyMatch(name::startsWith)) {
            throw Refusal.of(
                    file + " carries "
                            + name.substring(0, name.lastIndexOf('/')).replace('/', '.')
                            + ", which has to come from the runtime.",
                    "Its author must import that package instead of packing it.");
        }
        if (depth == 0 && name.endsWith(".jar")) {
            nested(in);
            return;
        }
        byte[] head = in.readNBytes(8);
        drain(in, head.length);
        if (type && !name.startsWith("META-INF/versions/") && !name.equals("module-info.class")) {
            classFile(name, head);
        }
    }

    private void nested(InputStream in) throws IOException {
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry; (entry = jar.getNextEntry()) != null; ) {
            entry(entry.getName(), jar, 1);
        }
        drain(in, 0);
    }

    private void classFile(String name, byte[] head) {
        int major = head.length < 8 ? 0 : (head[6] & 0xFF) << 8 | head[7] & 0xFF;
        if (major > NEWEST_CLASS_FILE) {
            throw Refusal.of(
                    file + " is built for Java " + (major - 44) + " (" + name + "); plugins target Java 17.",
                    "Ask its author for a jar that is built with --release 17.");
        }
    }

    private void drain(InputStream in, int already) throws IOException {
        byte[] buffer = new byte[1 << 16];
        content += already;
        for (int read; (read = in.read(buffer)) >= 0; ) {
            content += read;
            if (content > LARGEST_CONTENT) {
                throw Refusal.of(
                        file + " unpacks to more than 1 GB and looks like a zip bomb.",
                        "Do not use this jar; get it from its author again.");
            }
        }
    }

    private Map<String, String> manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw Refusal.of(
                    file + " has no manifest, so it is no bundle.",
                    "Build it with bnd-maven-plugin as the plugin guide shows.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            new Manifest(new java.io.ByteArrayInputStream(bytes))
                    .getMainAttributes()
                    .forEach((key, value) -> headers.put(key.toString(), value.toString()));
            return headers;
        }
    }
}
