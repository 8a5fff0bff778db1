// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;

/** Whether a jar may be let in at all. Changes nothing but the store. */
final class Verifier {
    private static final List<String> DOCUMENTS = List.of("ReconSync-Games", "ReconSync-Schema");

    private final StoredBundles store;
    private final PluginBundles bundles;

    Verifier(StoredBundles store, PluginBundles bundles) {
        this.store = store;
        this.bundles = bundles;
    }

    /** Refuses what is no file that could be a jar. */
    static void shape(DropFolder.Settled settled) {
        String file = settled.file();
        if (!settled.look().isFile()) {
            throw Refusal.of(
                    file + " is a " + settled.look().kind() + " and no jar.",
                    settled.look().kind().equals("link")
                            ? "Copy the jar itself into plugins/: what a link leads to can change unseen."
                            : "Remove it from plugins/.");
        }
        if (settled.look().size() == 0) {
            throw Refusal.of(file + " is empty.", "Copy it again.");
        }
    }

    /** Reads a stored jar. @throws ReconException code {@code plugin-refused} */
    PluginJar read(String file, String sha256) {
        PluginJar jar =
                ManifestRules.read(file, store.path(sha256), sha256, JarContents.read(file, store.path(sha256)));
        if (bundles.isOfRuntime(jar.symbolicName())) {
            throw Refusal.of(
                    file + " has the symbolic name " + jar.symbolicName() + ", which belongs to the runtime.",
                    "Its author must choose another name.");
        }
        documents(jar);
        return jar;
    }

    /** Whether it would resolve. @throws ReconException code {@code plugin-refused} */
    void fits(PluginJar jar) {
        Requirements.check(jar, bundles.offer());
    }

    private static void documents(PluginJar jar) {
        try (ZipFile zip = new ZipFile(jar.stored().toFile())) {
            for (String header : DOCUMENTS) {
                for (String part : jar.header(header).orElse("").split(",")) {
                    String path = part.substring(part.indexOf('=') + 1).strip();
                    if (!path.isEmpty() && zip.getEntry(path) == null) {
                        throw Refusal.of(
                                jar.title() + " names " + path + " under " + header + ", which is not in the jar.",
                                "Ask its author for a complete jar.");
                    }
                }
            }
        } catch (IOException e) {
            throw Refusal.of(jar.file() + " could not be read: " + e.getMessage() + ".", "Copy it again.", e);
        }
    }

    /** A name for a file of which nothing else is known. */
    static String nameOf(String file) {
        String base = RefusedNotes.base(file).toLowerCase(java.util.Locale.ROOT);
        StringBuilder name = new StringBuilder();
        Arrays.stream(base.split("")).forEach(c -> name.append(c.matches("[a-z0-9_.-]") ? c : "-"));
        return name.toString();
    }
}
