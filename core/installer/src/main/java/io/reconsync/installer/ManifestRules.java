// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.contract.host.PluginName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** What the manifest of a plugin may and must say. */
final class ManifestRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Set<String> ROOMS = Set.of(
            "core",
            "api",
            "protocols",
            "engine",
            "contract",
            "testkit",
            "launcher",
            "host",
            "installer",
            "config",
            "store",
            "jobs",
            "servers",
            "backup",
            "archive",
            "repository",
            "monitor",
            "commands",
            "link",
            "shell",
            "web");
    private static final List<String> OFFERED =
            List.of("io.reconsync.api", "io.reconsync.protocol", "io.reconsync.engine");
    private static final List<String> INNER = List.of("org.osgi.framework", "org.apache.felix");

    private ManifestRules() {}

    /** The plugin that these headers describe. @throws ReconException code {@code plugin-refused} */
    static PluginJar read(String file, Path stored, String sha256, Map<String, String> headers) {
        try {
            return checked(file, stored, sha256, headers);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(
                    file + " has a manifest that makes no sense: " + e.getMessage() + ".",
                    "Build it with bnd-maven-plugin as the plugin guide shows.",
                    e);
        }
    }

    private static PluginJar checked(String file, Path stored, String sha256, Map<String, String> headers) {
        String symbolic = headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "");
        if (symbolic.isBlank() || !"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
            throw Refusal.of(
                    file + " is a plain jar and no bundle: its manifest has no symbolic name.",
                    "Build it with bnd-maven-plugin as the plugin guide shows; libraries belong into a plugin's jar.");
        }
        String symbolicName = HeaderClause.parse(symbolic).get(0).names().get(0);
        Version version = Version.parseVersion(headers.get(Constants.BUNDLE_VERSION));
        String name = PluginName.of(symbolicName);
        PluginJar jar = new PluginJar(file, stored, sha256, name, symbolicName, version, Map.copyOf(headers));
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of(
                    file + " is called '" + name + "', which is no name for a plugin.",
                    "The last part of its symbolic name must be made of a-z, 0-9, dash and underscore.");
        }
        if (ROOMS.contains(name)) {
            throw Refusal.of(
                    file + " has the symbolic name " + symbolicName + ", which belongs to ReconSync itself.",
                    "Its author must choose another name.");
        }
        if (headers.containsKey(Constants.FRAGMENT_HOST) || headers.containsKey(Constants.DYNAMICIMPORT_PACKAGE)) {
            throw Refusal.of(
                    jar.title() + " is a fragment or imports packages dynamically, which plugins cannot.",
                    "Its author must name the packages that it needs under Import-Package.");
        }
        exports(jar);
        imports(jar);
        return jar;
    }

    private static void exports(PluginJar jar) {
        for (HeaderClause clause : clauses(jar, Constants.EXPORT_PACKAGE)) {
            for (String exported : clause.names()) {
                if (within(exported, OFFERED) || within(exported, List.of("io.reconsync.contract"))) {
                    throw Refusal.of(
                            jar.title() + " exports " + exported + ", which has to come from the runtime.",
                            "Its author must import that package instead of packing it.");
                }
            }
        }
    }

    private static void imports(PluginJar jar) {
        for (HeaderClause clause : clauses(jar, Constants.IMPORT_PACKAGE)) {
            for (String imported : clause.names()) {
                boolean inside = within(imported, List.of("io.reconsync")) && !within(imported, OFFERED);
                boolean own = clauses(jar, Constants.EXPORT_PACKAGE).stream()
                        .anyMatch(export -> export.names().contains(imported));
                if (inside && !own || within(imported, INNER) && !clause.isOptional()) {
                    throw Refusal.of(
                            jar.title() + " uses " + imported + ", which is not for plugins.",
                            "Its author must keep to io.reconsync.api, io.reconsync.protocol and own libraries.");
                }
            }
        }
    }

    private static List<HeaderClause> clauses(PluginJar jar, String header) {
        return HeaderClause.parse(jar.header(header).orElse(null));
    }

    private static boolean within(String name, List<String> roots) {
        return roots.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
    }
}
