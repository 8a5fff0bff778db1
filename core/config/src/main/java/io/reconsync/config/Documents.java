// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.host.PluginDocument;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of plugins at one moment, those that run before those that only lie in {@code plugins/}. */
record Documents(List<Document> all) {
    /** A document without its service. */
    record Document(String plugin, PluginDocument.Kind kind, String name, String text) {
        static Document of(PluginDocument document) {
            return new Document(document.plugin(), document.kind(), document.name(), document.text());
        }
    }

    static final Documents NONE = new Documents(List.of());

    Documents {
        all = List.copyOf(all);
    }

    List<Document> profiles() {
        return all.stream()
                .filter(document -> document.kind() == PluginDocument.Kind.PROFILE)
                .toList();
    }

    /** Also those that core itself brings. */
    List<Namespaces.Source> schemas() {
        Stream<Namespaces.Source> plugins = all.stream()
                .filter(document -> document.kind() == PluginDocument.Kind.SCHEMA)
                .map(document -> new Namespaces.Source(document.plugin(), document.name(), document.text()));
        return Stream.concat(Stream.of(CoreSchemas.localDestination()), plugins).toList();
    }

    Set<String> plugins() {
        return all.stream().map(Document::plugin).collect(Collectors.toUnmodifiableSet());
    }
}
