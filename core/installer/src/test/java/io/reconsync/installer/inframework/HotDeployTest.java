// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer.inframework;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.reconsync.api.Deadline;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.installer.EmptyConfiguration;
import io.reconsync.installer.TinyJson;
import io.reconsync.testkit.framework.TestFramework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeployTest {
    private static final String HOME = "reconsync.test.home";
    private static final String JARS = "reconsync.test.jars";
    private static final String LINKS = "link:classpath:META-INF/links/";

    private BundleContext context;

    @Configuration
    public Option[] framework() throws IOException {
        Path work = Files.createTempDirectory("hot-deploy");
        Path jars = Files.createDirectories(work.resolve("jars"));
        SampleJars.write(jars);
        return options(
                systemProperty("pax.exam.invoker").value("junit"),
                bundle(LINKS + "org.apache.servicemix.bundles.hamcrest.link"),
                bundle(LINKS + "org.apache.servicemix.bundles.junit.link"),
                bundle(LINKS + "org.ops4j.pax.exam.invoker.junit.link"),
                systemPackages(slf4j("2.0.20")),
                systemPackages(slf4j("1.7.36")),
                systemProperty(HOME).value(work.resolve("home").toString()),
                systemProperty(JARS).value(jars.toString()),
                frameworkProperty("reconsync.plugins.ready").value("2s"),
                frameworkProperty("org.osgi.framework.storage")
                        .value(work.resolve("cache").toString()),
                onClassPath("org.osgi.util.function"),
                onClassPath("org.osgi.util.promise"),
                onClassPath("org.osgi.service.component"),
                onClassPath("org.apache.felix.scr"),
                onClassPath("org.xerial.sqlite-jdbc"),
                onClassPath("io.reconsync.api"),
                onClassPath("io.reconsync.contract"),
                onClassPath("io.reconsync.core-store"),
                onClassPath("io.reconsync.core-host"),
                onClassPath("io.reconsync.core-installer"));
    }

    /** As the launcher does: both versions, because bundles ask for either. */
    private static String[] slf4j(String version) {
        return Stream.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")
                .map(name -> name + ";version=" + version)
                .toArray(String[]::new);
    }

    private static Option onClassPath(String name) {
        return bundle("reference:file:" + TestFramework.onClassPath(name));
    }

    @Before
    public void offerWhatTheLauncherOffers() {
        context = FrameworkUtil.getBundle(HotDeployTest.class).getBundleContext();
        if (context.getServiceReference(Instance.class) == null) {
            Path home = Path.of(System.getProperty(HOME));
            BundleContext system = context.getBundle(0).getBundleContext();
            system.registerService(SecretMasks.class, new PlainMasks(), null);
            system.registerService(JsonCodec.class, new TinyJson(), null);
            system.registerService(io.reconsync.contract.config.Configuration.class, EmptyConfiguration.create(), null);
            system.registerService(Instance.class, new HomeInstance(home), null);
        }
        until("the installer", () -> context.getServiceReference(Plugins.class) != null);
        until("the first pass", () -> service(Instance.class).isReady());
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    private Plugins plugins() {
        return service(Plugins.class);
    }

    private static Path folder() {
        return Path.of(System.getProperty(HOME)).resolve("plugins");
    }

    private static byte[] jar(String name) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty(JARS)).resolve(name));
    }

    private static void drop(String file, byte[] content) throws IOException {
        Files.createDirectories(folder());
        Path beside = Files.write(folder().resolveSibling("incoming"), content);
        Files.move(beside, folder().resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void await(String name, Life life, String version) {
        until(
                name + " " + version + " to be " + life + ": " + plugins().list(),
                () -> plugins()
                        .find(name)
                        .filter(status ->
                                status.life() == life && status.version().equals(version))
                        .isPresent());
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue("Waited in vain for " + what, System.nanoTime() < end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private List<String> answers(String name) {
        return service(PluginServices.class).all(Monitor.class).stream()
                .filter(monitor -> monitor.plugin().equals(name))
                .map(monitor -> monitor.call(
                                "probing", Deadline.after(Duration.ofSeconds(10)), m -> m.probe(null, null))
                        .explanation())
                .toList();
    }

    private void refuses(String file, byte[] content, String sentence) throws IOException {
        drop(file, content);
        Path note = folder().resolve(file.replace(".jar", ".refused.txt"));
        until("a note beside " + file, () -> Files.exists(note));
        assertTrue(Files.readString(note), Files.readString(note).startsWith(sentence));
    }

    @Test
    public void aPluginComesIsReplacedRollsBackAndGoes() throws IOException {
        drop("foo.jar", jar("foo-1.jar"));
        await("foo", Life.READY, "1.0.0");
        assertEquals(List.of("1.0.0"), answers("foo"));
        drop("foo.jar", jar("foo-2.jar"));
        await("foo", Life.READY, "2.0.0");
        assertEquals(List.of("2.0.0"), answers("foo"));
        plugins().rollback("foo");
        assertEquals(List.of("1.0.0"), answers("foo"));
        Files.delete(folder().resolve("foo.jar"));
        await("foo", Life.GONE, "1.0.0");
        assertEquals(List.of(), answers("foo"));
    }

    @Test
    public void aBrokenReplacementIsRolledBack() throws IOException {
        drop("bar.jar", jar("bar-1.jar"));
        await("bar", Life.READY, "1.0.0");
        for (String broken : List.of("bar-throws.jar", "bar-hangs.jar", "bar-waits.jar")) {
            drop("bar.jar", jar(broken));
            await("bar", Life.ROLLED_BACK, "1.0.0");
            assertEquals(broken, List.of("1.0.0"), answers("bar"));
            drop("bar.jar", jar("bar-1.jar"));
            await("bar", Life.READY, "1.0.0");
        }
    }

    @Test
    public void brokenJarsGetTheirSentences() throws IOException {
        byte[] whole = jar("foo-2.jar");
        refuses("truncated.jar", Arrays.copyOf(whole, whole.length / 2), "truncated.jar is not a whole jar");
        refuses("imports.jar", jar("imports.jar"), "imports 1.0.0 needs the package com.example.absent");
        refuses(
                "newer.jar",
                jar("newer.jar"),
                "newer 1.2.0 needs io.reconsync.api.game [1.4,2), this runtime offers 1.0.");
        refuses("core.jar", jar("core.jar"), "core.jar has the symbolic name io.reconsync.core-host");
        drop("baz.jar", jar("baz-1.jar"));
        await("baz", Life.READY, "1.0.0");
        refuses("second.jar", jar("baz-2.jar"), "second.jar is the plugin baz again, which comes from baz.jar.");
        assertEquals(List.of("1.0.0"), answers("baz"));
    }
}
