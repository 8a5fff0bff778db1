// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * A jar of a plugin as it was read.
 *
 * @param file its name in {@code plugins/}
 * @param stored where it stands in the content-addressed store
 * @param sha256 of its bytes, lower-case hex
 * @param name of the plugin
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param headers the main attributes of its manifest
 */
record PluginJar(
        String file,
        Path stored,
        String sha256,
        String name,
        String symbolicName,
        Version version,
        Map<String, String> headers) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** As in sentences: {@code ark 1.2.0}. */
    String title() {
        return name + " " + version;
    }

    PluginJar in(String otherFile) {
        return new PluginJar(otherFile, stored, sha256, name, symbolicName, version, headers);
    }
}
