// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import aQute.bnd.header.OSGiHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What the built bundles really import, export and contain, whatever the sources look like. */
final class BundleGate implements Gate {
    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            if (!room.isBundle()) {
                continue;
            }
            List<Path> jars = room.jars();
            if (jars.isEmpty()) {
                found.add(new Finding(name(), room.path(), "The module is a bundle but built no jar."));
            }
            for (Path jar : jars) {
                check(tree, room, jar, found);
            }
        }
        return found;
    }

    private void check(Tree tree, Room room, Path jar, List<Finding> found) throws IOException {
        String place = tree.relative(jar);
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest() == null
                    ? new Attributes()
                    : file.getManifest().getMainAttributes();
            imports(tree, room, manifest).forEach(message -> found.add(new Finding(name(), place, message)));
            exports(tree, room, manifest).forEach(message -> found.add(new Finding(name(), place, message)));
            strangers(tree, room, file).forEach(message -> found.add(new Finding(name(), place, message)));
        }
    }

    private static List<String> imports(Tree tree, Room room, Attributes manifest) {
        List<String> messages = new ArrayList<>();
        List<String> know = tree.rules().first("know", room.path()).orElse(List.of());
        for (String imported : header(manifest, "Import-Package").keySet()) {
            if (imported.startsWith("java.")) {
                continue;
            }
            tree.owner(imported)
                    .filter(other -> !other.equals(room) && !Rules.anyFits(know, other.path()))
                    .ifPresent(other -> messages.add("imports " + imported + " of " + other.path() + "."));
            if (!imported.startsWith("io.reconsync.")) {
                tree.rules()
                        .first("use", room.path())
                        .filter(use -> use.stream().noneMatch((imported + ".")::startsWith))
                        .ifPresent(use -> messages.add("imports " + imported + "; allowed are " + use + "."));
                tree.rules().all("only").stream()
                        .filter(words -> (imported + ".").startsWith(words.get(0)))
                        .filter(words -> !Rules.anyFits(words.subList(1, words.size()), room.path()))
                        .forEach(words -> messages.add("imports " + imported + ", which this room must not use."));
            }
        }
        return messages;
    }

    private static List<String> exports(Tree tree, Room room, Attributes manifest) {
        List<String> messages = new ArrayList<>();
        Map<String, ? extends Map<String, String>> exported = header(manifest, "Export-Package");
        if (!exported.isEmpty() && !tree.rules().lists("export", room.path())) {
            messages.add("exports " + exported.keySet() + "; this room exports nothing.");
        }
        exported.forEach((name, attributes) -> {
            if (!attributes.containsKey("version")) {
                messages.add("exports " + name + " without a version.");
            }
            if (("." + name + ".").contains(".internal.")) {
                messages.add("exports the internal package " + name + ".");
            }
        });
        if (manifest.getValue("Bundle-Activator") != null && !room.path().equals("core/host")) {
            messages.add("has a Bundle-Activator; declare components instead.");
        }
        if (manifest.getValue("DynamicImport-Package") != null) {
            messages.add("has DynamicImport-Package; import what it needs.");
        }
        return messages;
    }

    private static List<String> strangers(Tree tree, Room room, JarFile file) {
        TreeSet<String> rooms = new TreeSet<>();
        file.stream()
                .map(JarEntry::getName)
                .filter(entry -> entry.startsWith("io/reconsync/") && entry.endsWith(".class"))
                .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
                .forEach(name -> tree.owner(name)
                        .filter(other -> !other.equals(room))
                        .ifPresent(other -> rooms.add(other.path())));
        return rooms.stream().map(other -> "contains classes of " + other + ".").toList();
    }

    private static Map<String, ? extends Map<String, String>> header(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        return value == null ? Map.of() : OSGiHeader.parseHeader(value);
    }
}
