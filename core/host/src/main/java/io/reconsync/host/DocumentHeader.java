// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.host.PluginDocument;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;

/**
 * A document that a bundle's headers name.
 *
 * @param kind what it is
 * @param name the game or the namespace
 * @param path in the jar
 */
record DocumentHeader(PluginDocument.Kind kind, String name, String path) {
    static final String GAMES = "ReconSync-Games";
    static final String SCHEMA = "ReconSync-Schema";

    static List<DocumentHeader> of(Dictionary<String, String> headers) {
        List<DocumentHeader> found = new ArrayList<>();
        for (String path : parts(headers.get(GAMES))) {
            String file = path.substring(path.lastIndexOf('/') + 1);
            String name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
            found.add(new DocumentHeader(PluginDocument.Kind.PROFILE, name, path));
        }
        for (String part : parts(headers.get(SCHEMA))) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                found.add(new DocumentHeader(
                        PluginDocument.Kind.SCHEMA,
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip()));
            }
        }
        return found;
    }

    private static List<String> parts(String header) {
        return header == null
                ? List.of()
                : java.util.Arrays.stream(header.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
