// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles of plugins in the framework. They refer to their jar in the store instead of copying it, so the framework's
 * cache holds nothing that matters.
 */
final class PluginBundles {
    private static final Logger LOG = LoggerFactory.getLogger(PluginBundles.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofSeconds(20);

    private final BundleContext context;
    private final Path store;
    private final Bounded bounded;

    PluginBundles(BundleContext context, Path store, Bounded bounded) {
        this.context = context;
        this.store = store;
        this.bounded = bounded;
    }

    private String location(Path jar) {
        return "reference:file:" + jar.toAbsolutePath().toString().replace("%", "%25");
    }

    /** Every bundle that came out of the store. */
    List<Bundle> all() {
        String beginning = location(store);
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(beginning))
                .toList();
    }

    Optional<Bundle> find(Path stored) {
        return Optional.ofNullable(context.getBundle(location(stored)));
    }

    boolean isOfRuntime(String symbolicName) {
        List<Bundle> plugins = all();
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !plugins.contains(bundle))
                .anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    /** What the runtime offers to plugins; one plugin offers nothing to another. */
    Offer offer() {
        return new Offer(context, all());
    }

    Bundle install(PluginJar jar) {
        try {
            return context.installBundle(location(jar.stored()));
        } catch (BundleException e) {
            throw Refusal.of(
                    jar.title() + " cannot be installed: " + e.getMessage() + ".",
                    "Ask its author for a proper jar.",
                    e);
        }
    }

    /** Resolves and starts it. @throws ReconException code {@code plugin-refused} with the reason */
    void start(PluginJar jar, Bundle bundle, Deadline deadline) throws InterruptedException {
        try {
            bounded.run("installer-start-" + jar.name(), deadline, () -> {
                bundle.start(Bundle.START_TRANSIENT);
                return null;
            });
        } catch (TimeoutException e) {
            throw Refusal.of(
                    jar.title() + " did not finish its start in time; its thread was abandoned.",
                    "Report it to the author of the plugin: a component must not block while it is activated.");
        } catch (ExecutionException e) {
            throw Refusal.of(
                    jar.title() + " could not be started: " + text(e.getCause()) + ".",
                    "Report it to the author of the plugin.");
        }
    }

    /** Stops it; gives a sentence when that was not possible in time. */
    Optional<String> stop(String name, Bundle bundle) throws InterruptedException {
        return quietly(name, "stop", bundle, () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    /** Uninstalls it and lets go of its classes. */
    Optional<String> uninstall(String name, Bundle bundle) throws InterruptedException {
        Optional<String> problem = quietly(name, "uninstall", bundle, bundle::uninstall);
        refresh(List.of(bundle));
        return problem;
    }

    private Optional<String> quietly(String name, String what, Bundle bundle, Act act) throws InterruptedException {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return Optional.empty();
        }
        try {
            bounded.run("installer-" + what + "-" + name, Deadline.after(STOP), () -> {
                act.run();
                return null;
            });
            return Optional.empty();
        } catch (TimeoutException e) {
            LOG.error("The plugin {} does not {}; a thread was abandoned.", name, what);
            return Optional.of("The plugin " + name + " does not " + what
                    + " in time; a thread of it was abandoned. Restart ReconSync when that suits.");
        } catch (ExecutionException e) {
            LOG.warn("To {} the plugin {} failed: {}", what, name, text(e.getCause()));
            return Optional.of("To " + what + " the plugin " + name + " failed: " + text(e.getCause()) + ".");
        }
    }

    private void refresh(List<Bundle> bundles) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        wiring.refreshBundles(bundles, event -> done.countDown());
        if (!done.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.error("The framework did not refresh {} in time.", bundles);
        }
    }

    private static String text(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).strip();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private interface Act {
        void run() throws BundleException;
    }
}
