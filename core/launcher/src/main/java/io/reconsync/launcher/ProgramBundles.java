// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs and starts {@code bundles/*.jar}, in the order of their names, SCR last. */
final class ProgramBundles {
    /**
     * Started by nobody: its activator opens the terminal of the process and swallows Ctrl-C. The shell bundle offers
     * its commands instead.
     */
    private static final Set<String> NOT_STARTED = Set.of("org.apache.felix.gogo.jline");

    /** Last, so that the components of all rooms are seen at once and none is activated twice. */
    private static final String LAST = "org.apache.felix.scr";

    private final Logger log = LoggerFactory.getLogger(ProgramBundles.class);
    private final Path folder;

    ProgramBundles(Path folder) {
        this.folder = folder;
    }

    /** Starts all; gives a sentence for each that did not. */
    List<String> start(BundleContext context) throws IOException {
        List<String> failures = new ArrayList<>();
        List<Bundle> installed = install(context, failures);
        // All at once is quicker than each with its start; what does not resolve says why when it is started.
        context.getBundle().adapt(FrameworkWiring.class).resolveBundles(installed);
        for (Bundle bundle : installed) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (!fragment && !NOT_STARTED.contains(bundle.getSymbolicName())) {
                try {
                    bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                } catch (BundleException e) {
                    failures.add(ResolveSentence.of(bundle.getSymbolicName(), e));
                    log.debug("{} did not start.", bundle, e);
                }
            }
        }
        failures.forEach(log::error);
        return failures;
    }

    private List<Bundle> install(BundleContext context, List<String> failures) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars()) {
            try {
                bundles.add(context.installBundle("reference:" + jar.toUri()));
            } catch (BundleException e) {
                failures.add("The file " + jar + " is not a bundle that can be installed: " + e.getMessage());
            }
        }
        bundles.sort(Comparator.comparing(bundle -> LAST.equals(bundle.getSymbolicName())));
        return bundles;
    }

    private Iterable<Path> jars() throws IOException {
        TreeMap<String, Path> jars = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
                entries.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
            }
        }
        return jars.values();
    }
}
