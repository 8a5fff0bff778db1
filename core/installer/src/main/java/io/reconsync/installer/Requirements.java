// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ReconException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;

/** Whether a jar would resolve, said in sentences that name what is missing. Changes nothing. */
final class Requirements {
    private static final String EE = "osgi.ee";
    private static final Pattern JAVA = Pattern.compile("osgi\\.ee=JavaSE\\)\\(version>?=([0-9.]+)\\)");
    private static final String NEXT = "Its author must carry it inside the plugin's jar.";

    private final PluginJar jar;
    private final Offer offer;
    private final List<String> missing = new ArrayList<>();

    private Requirements(PluginJar jar, Offer offer) {
        this.jar = jar;
        this.offer = offer;
    }

    /** @throws ReconException code {@code plugin-refused} when something is missing */
    static void check(PluginJar jar, Offer offer) {
        try {
            new Requirements(jar, offer).check();
        } catch (InvalidSyntaxException | IllegalArgumentException e) {
            throw Refusal.of(
                    jar.title() + " has requirements that make no sense: " + e.getMessage() + ".",
                    "Ask its author for a proper jar.",
                    e);
        }
    }

    private void check() throws InvalidSyntaxException {
        Set<String> own = Set.copyOf(clauses(Constants.EXPORT_PACKAGE).stream()
                .flatMap(clause -> clause.names().stream())
                .toList());
        for (HeaderClause clause : clauses(Constants.IMPORT_PACKAGE)) {
            if (!clause.isOptional()) {
                clause.names().stream().filter(name -> !own.contains(name)).forEach(name -> imported(name, clause));
            }
        }
        for (HeaderClause clause : clauses(Constants.REQUIRE_BUNDLE)) {
            String name = clause.names().get(0);
            if (!clause.isOptional() && !offer.hasBundle(name, clause.versions(Constants.BUNDLE_VERSION_ATTRIBUTE))) {
                missing.add("the bundle " + name);
            }
        }
        for (HeaderClause clause : clauses(Constants.REQUIRE_CAPABILITY)) {
            if (!clause.isOptional() && clause.isEffective()) {
                capability(clause);
            }
        }
        if (!missing.isEmpty()) {
            throw Refusal.of(
                    jar.title() + " needs " + String.join(", and ", missing) + ", which nothing here offers.", NEXT);
        }
    }

    private void imported(String name, HeaderClause clause) {
        if (offer.exports(name, clause)) {
            return;
        }
        String range = clause.attributes().getOrDefault(Constants.VERSION_ATTRIBUTE, "");
        List<Version> versions = offer.versions(name);
        if (versions.isEmpty()) {
            missing.add("the package " + (name + " " + range).strip());
            return;
        }
        boolean ours = name.startsWith("io.reconsync.");
        throw Refusal.of(
                jar.title() + " needs " + name + " " + range + ", this runtime offers " + shortened(versions.get(0))
                        + ".",
                ours
                        ? "Update ReconSync, or use a version of the plugin that was built for this one."
                        : "Use a version of the plugin that was built for this runtime.");
    }

    /** {@code 1.0} for 1.0.0. */
    private static String shortened(Version version) {
        String text = version.toString();
        return version.getMicro() == 0 && version.getQualifier().isEmpty()
                ? text.substring(0, text.lastIndexOf('.'))
                : text;
    }

    private void capability(HeaderClause clause) throws InvalidSyntaxException {
        String namespace = clause.names().get(0);
        String filter = clause.directives().get("filter");
        if (namespace.equals(EE)) {
            environment(filter);
        } else if (!offer.has(namespace, filter)) {
            missing.add("the capability " + namespace + (filter == null ? "" : " " + filter));
        }
    }

    private void environment(String filter) throws InvalidSyntaxException {
        var test = filter == null ? null : FrameworkUtil.createFilter(filter);
        Stream<String> versions = Stream.concat(
                IntStream.rangeClosed(0, 8).mapToObj(minor -> "1." + minor),
                IntStream.rangeClosed(9, 17).mapToObj(Integer::toString));
        boolean fits = test == null || versions.anyMatch(version -> test.matches(java17(version)));
        if (!fits) {
            throw Refusal.of(
                    jar.title() + " needs " + environmentName(filter) + "; plugins target Java 17.",
                    "Ask its author for a jar that is built with --release 17.");
        }
    }

    private static String environmentName(String filter) {
        Matcher version = JAVA.matcher(filter);
        return version.find() ? "Java " + version.group(1) : "the runtime " + filter;
    }

    private static Map<String, Object> java17(String version) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(EE, "JavaSE");
        attributes.put("version", Version.parseVersion(version));
        return attributes;
    }

    private List<HeaderClause> clauses(String header) {
        return HeaderClause.parse(jar.header(header).orElse(null));
    }
}
