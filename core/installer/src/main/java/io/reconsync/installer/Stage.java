// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.PluginData;
import io.reconsync.contract.host.Plugins.Life;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/** Brings one version of a plugin up or down. Knows nothing of files and of what ran before. */
final class Stage {
    private final PluginBundles bundles;
    private final GuardControl guard;
    private final Readiness readiness;
    private final PluginData data;
    private final LifeBook lives;
    private final Duration limit;

    /** @param limit for start and readiness together */
    Stage(
            PluginBundles bundles,
            GuardControl guard,
            Readiness readiness,
            PluginData data,
            LifeBook lives,
            Duration limit) {
        this.bundles = bundles;
        this.guard = guard;
        this.readiness = readiness;
        this.data = data;
        this.lives = lives;
        this.limit = limit;
    }

    /**
     * Installs, starts, waits until it is ready. Calls are let through only then. When it fails, nothing of it is left.
     *
     * @throws ReconException code {@code plugin-refused}
     */
    void up(PluginJar jar) throws InterruptedException {
        guard.close(jar.name());
        Bundle bundle = bundles.install(jar);
        try {
            Deadline deadline = Deadline.after(limit);
            lives.step(jar, Life.RESOLVED, jar.title() + " from " + jar.file() + " fits; it is being started.");
            bundles.start(jar, bundle, deadline);
            lives.step(jar, Life.ACTIVE, jar.title() + " is started; its services are awaited.");
            readiness.await(jar, bundle, deadline);
        } catch (ReconException | InterruptedException e) {
            down(jar.name(), bundle);
            throw e;
        }
        guard.open(jar.name());
    }

    /** Stops and uninstalls; gives a sentence when something of it stays behind. */
    Optional<String> down(String name, Bundle bundle) throws InterruptedException {
        guard.close(name);
        Optional<String> stop = bundles.stop(name, bundle);
        guard.release(name);
        Optional<String> uninstall = bundles.uninstall(name, bundle);
        return stop.or(() -> uninstall);
    }

    void keepState(String name, String sha256, Set<String> labels) {
        data.copyState(name, sha256);
        data.keepCopies(name, labels);
    }

    void restoreState(String name, String sha256) {
        data.restoreState(name, sha256);
    }
}
