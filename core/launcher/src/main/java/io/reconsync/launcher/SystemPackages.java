// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.felix.framework.util.manifestparser.ManifestParser;

/**
 * The packages that the system bundle exports from our class path, with the versions that the jars' own manifests say.
 * slf4j is exported as 1.7 too, which its 2.x serves for callers.
 */
final class SystemPackages {
    private static final Set<String> SHARED =
            Set.of("io.reconsync.api", "io.reconsync.contract", "slf4j.api", "org.osgi.service.log", "org.jline");
    private static final String SLF4J_OLD = "1.7.36";

    private SystemPackages() {}

    /** For {@code org.osgi.framework.system.packages.extra}. */
    static String extra() throws IOException {
        Set<String> packages = new LinkedHashSet<>();
        for (URL url : Collections.list(SystemPackages.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            Attributes manifest = read(url);
            String name = String.valueOf(manifest.getValue("Bundle-SymbolicName"))
                    .split(";")[0]
                    .strip();
            String exports = manifest.getValue("Export-Package");
            if (SHARED.contains(name) && exports != null) {
                for (String clause : ManifestParser.parseDelimitedString(exports, ",")) {
                    packages.addAll(exports(clause));
                }
            }
        }
        return String.join(",", packages);
    }

    private static List<String> exports(String clause) {
        String name = clause.split(";")[0].strip();
        String version = "0.0.0";
        for (String part : ManifestParser.parseDelimitedString(clause, ";")) {
            if (part.strip().startsWith("version=") || part.strip().startsWith("version:Version=")) {
                version =
                        part.substring(part.indexOf('=') + 1).replace("\"", "").strip();
            }
        }
        String export = name + ";version=\"" + version + "\"";
        return name.startsWith("org.slf4j")
                ? List.of(export, name + ";version=\"" + SLF4J_OLD + "\"")
                : List.of(export);
    }

    private static Attributes read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new Manifest(in).getMainAttributes();
        }
    }
}
