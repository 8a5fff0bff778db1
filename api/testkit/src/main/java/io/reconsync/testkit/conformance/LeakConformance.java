// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.runtime.PluginContext;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.framework.TestFramework;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A bundle that comes, is used and goes, {@value #ROUNDS} times: no class loader and no thread of it may be left. Its
 * test extends this:
 *
 * <pre>{@code
 * class FooLeakTest extends LeakConformance {
 *     protected String bundle() { return "org.example.foo"; }
 *
 *     protected void use(Object service) { ((GameAdapter) service).players(server, deadline); }
 * }
 * }</pre>
 */
public abstract class LeakConformance {
    static final int ROUNDS = 20;

    @TempDir
    Path folder;

    /** The symbolic name of the bundle, which is on the class path of the test. */
    protected abstract String bundle();

    /** Uses one of its services. */
    protected abstract void use(Object service) throws Exception;

    /** How long the collector may take to find that nothing holds the classes. */
    protected long patienceSeconds() {
        return 30;
    }

    /** Where the bundle is. */
    protected Path jar() {
        return TestFramework.onClassPath(bundle());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (TestFramework framework = TestFramework.start(folder.resolve("cache"));
                FakeContext context = new FakeContext("leak", folder.resolve("data"))) {
            framework.register(PluginContext.class, context);
            round(framework);
            Set<String> before = threads();
            for (int i = 0; i < ROUNDS; i++) {
                loaders.add(round(framework));
            }
            assertTrue(gone(loaders), () -> alive(loaders) + " of " + ROUNDS + " class loaders are still there");
            Set<String> left = threads();
            left.removeAll(before);
            assertEquals(Set.of(), left, "threads are left");
        }
    }

    private WeakReference<ClassLoader> round(TestFramework framework) throws Exception {
        Bundle bundle = framework.startJar(jar());
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        assertFalse(services == null || services.length == 0, () -> bundle + " offers no services");
        for (ServiceReference<?> reference : services) {
            Object service = framework.context().getService(reference);
            assertFalse(service == null, () -> reference + " cannot be activated");
            use(service);
            framework.context().ungetService(reference);
        }
        WeakReference<ClassLoader> loader =
                new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        framework.remove(bundle);
        return loader;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .filter(name -> !name.startsWith("fake-context"))
                .collect(Collectors.toSet());
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private boolean gone(List<WeakReference<ClassLoader>> loaders) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds());
        while (alive(loaders) > 0 && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return alive(loaders) == 0;
    }
}
