// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** What the bundles that are resolved now offer to a jar. */
final class Offer {
    private final List<BundleCapability> capabilities;

    /** @param without bundles whose capabilities do not count */
    Offer(BundleContext context, List<Bundle> without) {
        capabilities = java.util.Arrays.stream(context.getBundles())
                .filter(bundle -> !without.contains(bundle))
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .filter(java.util.Objects::nonNull)
                .flatMap(wiring -> wiring.getCapabilities(null).stream())
                .toList();
    }

    /** Whether somebody exports it; {@code clause} may ask for attributes besides. */
    boolean exports(String name, HeaderClause clause) {
        VersionRange range = clause.versions(Constants.VERSION_ATTRIBUTE);
        return packages(name).stream().anyMatch(capability -> range.includes(version(capability)));
    }

    /** The versions in which a package is exported, the newest first. */
    List<Version> versions(String name) {
        return packages(name).stream()
                .map(Offer::version)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    private List<BundleCapability> packages(String name) {
        return in(BundleRevision.PACKAGE_NAMESPACE).stream()
                .filter(capability -> name.equals(capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE)))
                .toList();
    }

    /** Whether a bundle of this name and version range is there. */
    boolean hasBundle(String symbolicName, VersionRange range) {
        return in(BundleRevision.BUNDLE_NAMESPACE).stream()
                .filter(c -> symbolicName.equals(c.getAttributes().get(BundleRevision.BUNDLE_NAMESPACE)))
                .anyMatch(c -> range.includes((Version) c.getAttributes().get(Constants.BUNDLE_VERSION_ATTRIBUTE)));
    }

    /** Whether a capability of this namespace matches the filter. */
    boolean has(String namespace, String filter) throws InvalidSyntaxException {
        var test = filter == null ? null : FrameworkUtil.createFilter(filter);
        return in(namespace).stream().anyMatch(c -> test == null || test.matches(c.getAttributes()));
    }

    private List<BundleCapability> in(String namespace) {
        return capabilities.stream()
                .filter(capability -> capability.getNamespace().equals(namespace))
                .toList();
    }

    private static Version version(BundleCapability capability) {
        return capability.getAttributes().get(Constants.VERSION_ATTRIBUTE) instanceof Version version
                ? version
                : Version.emptyVersion;
    }
}
