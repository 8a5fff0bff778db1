// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A real framework with declarative services. The api (and the protocols, and core's contract, where they are on the
 * class path) is shared with the test, so the test can register fakes and use services directly. Closing stops it.
 */
public final class TestFramework implements AutoCloseable {
    private static final List<String> SHARED = List.of(
            "io.reconsync.api",
            "io.reconsync.contract",
            "io.reconsync.protocols",
            "io.reconsync.engine",
            "org.xerial.sqlite-jdbc");
    private static final List<String> SERVICES = List.of(
            "org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component", "org.apache.felix.scr");
    private static final String SLF4J = "org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,"
            + "org.slf4j.helpers;version=2.0.20,org.slf4j.spi;version=2.0.20";

    private final Framework framework;

    private TestFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts one whose cache is in {@code cache}. */
    public static TestFramework start(Path cache) {
        return start(cache, Map.of());
    }

    /** As {@link #start(Path)} with further framework properties. */
    public static TestFramework start(Path cache, Map<String, String> properties) {
        Map<String, String> settings = new HashMap<>(properties);
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SLF4J + shared());
        settings.put("felix.log.level", "1");
        settings.put("ds.loglevel", "1");
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        try {
            framework.init();
            framework.start();
            TestFramework started = new TestFramework(framework);
            for (String name : SERVICES) {
                started.startJar(onClassPath(name));
            }
            return started;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shared() {
        StringBuilder packages = new StringBuilder();
        for (URL url : manifests()) {
            Manifest manifest = read(url);
            String name = name(manifest);
            String exports = manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            if (SHARED.contains(name) && exports != null) {
                packages.append(',').append(exports);
            }
        }
        return packages.toString();
    }

    private static List<URL> manifests() {
        try {
            return Collections.list(TestFramework.class.getClassLoader().getResources("META-INF/MANIFEST.MF"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest read(URL url) {
        try (InputStream in = url.openStream()) {
            return new Manifest(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Manifest manifest) {
        String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        return name == null ? "" : name.split(";")[0].strip();
    }

    /** The jar or folder on the class path that is this bundle. */
    public static Path onClassPath(String symbolicName) {
        for (URL url : manifests()) {
            if (symbolicName.equals(name(read(url)))) {
                String place = url.toString().replaceFirst("^jar:", "").replaceFirst("!?/META-INF/MANIFEST.MF$", "");
                return Path.of(java.net.URI.create(place));
            }
        }
        throw new IllegalArgumentException("There is no bundle " + symbolicName + " on the class path.");
    }

    /** The context of the system bundle. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts a jar, or a folder with the content of one. */
    public Bundle startJar(Path jar) {
        Bundle bundle = install(jar);
        try {
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Installs a jar. */
    public Bundle install(Path jar) {
        try {
            return context().installBundle("reference:file:" + new File(jar.toString()).getAbsolutePath());
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Uninstalls a bundle and lets go of its classes. */
    public void remove(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        try {
            bundle.uninstall();
            framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> done.countDown());
            if (!done.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The framework did not refresh " + bundle + ".");
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Registers a service of the test. */
    public <T> AutoCloseable register(Class<T> type, T service) {
        return context().registerService(type, service, null)::unregister;
    }

    /** Waits for a service. */
    public <T> T service(Class<T> type, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        do {
            Optional<T> service = service(type);
            if (service.isPresent()) {
                return service.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        } while (System.nanoTime() < end);
        throw new IllegalStateException("There is no " + type.getSimpleName() + " after " + within + ": " + bundles());
    }

    private <T> Optional<T> service(Class<T> type) {
        try {
            ServiceReference<?>[] references = context().getAllServiceReferences(type.getName(), null);
            return references == null
                    ? Optional.empty()
                    : Optional.ofNullable(type.cast(context().getService(references[0])));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of all bundles with their states, for messages. */
    public List<String> bundles() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : context().getBundles()) {
            names.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " (" + bundle.getState() + ")");
        }
        return names;
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(20_000);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
