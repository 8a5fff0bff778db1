// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.SourceText;
import io.reconsync.contract.host.PluginDocument;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** These and the profiles in files that no home has taken over yet. */
    Documents with(List<Path> games) {
        List<Document> more = new ArrayList<>(all);
        for (Path file : games) {
            String name = file.getFileName().toString();
            SourceText.read(file, new Problems(name))
                    .ifPresent(text -> more.add(new Document("reconsync", PluginDocument.Kind.PROFILE, name, text)));
        }
        return new Documents(more);
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
