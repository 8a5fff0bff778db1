// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import com.sun.source.tree.ImportTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may know whom, in the sources: our own packages and foreign ones. */
final class KnowsGate implements Gate {
    @Override
    public String name() {
        return "knows";
    }

    @Override
    public List<Finding> check(Tree tree) {
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            if (tree.rules().first("know", room.path()).isEmpty()) {
                found.add(new Finding(
                        name(), room.path(), "No rule says whom this room may know; add it to rooms.rules."));
            }
        }
        for (Source source : tree.sources()) {
            new Dotted((node, dotted) -> {
                        ours(tree, source, dotted)
                                .ifPresent(message -> found.add(new Finding(name(), source.at(node), message)));
                        foreign(tree, source, dotted)
                                .ifPresent(message -> found.add(new Finding(name(), source.at(node), message)));
                    })
                    .scan(source.unit(), null);
            whitelist(tree, source, found);
        }
        return found;
    }

    private Optional<String> ours(Tree tree, Source source, String dotted) {
        if (!dotted.startsWith("io.reconsync.")) {
            return Optional.empty();
        }
        Room room = source.room();
        return tree.owner(dotted)
                .filter(other -> !other.equals(room))
                .filter(other -> !Rules.anyFits(allowed(tree, source), other.path()))
                .map(other -> room.path() + (source.test() ? " (tests)" : "") + " must not know " + other.path() + " ("
                        + dotted + ").");
    }

    private static List<String> allowed(Tree tree, Source source) {
        List<String> rooms =
                new ArrayList<>(tree.rules().first("know", source.room().path()).orElse(List.of()));
        if (source.test()) {
            rooms.addAll(tree.rules().first("tests", source.room().path()).orElse(List.of()));
        }
        return rooms;
    }

    private static Optional<String> foreign(Tree tree, Source source, String dotted) {
        if (source.test() || source.room().path().startsWith("bench/")) {
            return Optional.empty();
        }
        return tree.rules().all("only").stream()
                .filter(words -> dotted.startsWith(words.get(0)))
                .filter(words -> !Rules.anyFits(
                        words.subList(1, words.size()), source.room().path()))
                .findFirst()
                .map(words -> source.room().path() + " must not use " + words.get(0) + "* (" + dotted + ").");
    }

    private void whitelist(Tree tree, Source source, List<Finding> found) {
        Optional<List<String>> use = tree.rules().first("use", source.room().path());
        if (source.test() || use.isEmpty()) {
            return;
        }
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitImport(ImportTree node, Void unused) {
                String name = String.valueOf(Dotted.name(node.getQualifiedIdentifier()));
                if (!name.startsWith("io.reconsync.") && use.get().stream().noneMatch(name::startsWith)) {
                    found.add(new Finding(
                            name(),
                            source.at(node),
                            source.room().path() + " may import only " + use.get() + ", not " + name + "."));
                }
                return null;
            }
        }.scan(source.unit(), null);
    }
}
