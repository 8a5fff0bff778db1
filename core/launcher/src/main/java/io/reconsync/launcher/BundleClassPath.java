// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The classes of a folder of bundles outside of a framework; jars inside of our own bundles count too. */
final class BundleClassPath implements AutoCloseable {
    private final URLClassLoader loader;
    private final Path unpacked;

    private BundleClassPath(URLClassLoader loader, Path unpacked) {
        this.loader = loader;
        this.unpacked = unpacked;
    }

    /** All jars of the folder. */
    static BundleClassPath of(Path folder) throws IOException {
        Path unpacked = Files.createTempDirectory("reconsync-check");
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
                entries.forEach(jars::add);
            }
        }
        jars.sort(Comparator.naturalOrder());
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
            urls.addAll(inner(jar, unpacked));
        }
        return new BundleClassPath(
                new URLClassLoader(urls.toArray(URL[]::new), BundleClassPath.class.getClassLoader()), unpacked);
    }

    private static List<URL> inner(Path jar, Path unpacked) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                return urls;
            }
            String bundle = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            String path = manifest.getMainAttributes().getValue("Bundle-ClassPath");
            if (bundle == null || path == null || !bundle.startsWith("io.reconsync.")) {
                return urls;
            }
            for (String name : path.split(",")) {
                ZipEntry entry = file.getEntry(name.strip());
                if (entry != null && name.strip().endsWith(".jar")) {
                    Path copy = Files.createTempFile(unpacked, "inner", ".jar");
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.write(copy, in.readAllBytes());
                    }
                    urls.add(copy.toUri().toURL());
                }
            }
        }
        return urls;
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() throws IOException {
        loader.close();
        FileTrees.remove(unpacked);
    }
}
