// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Network;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.api.runtime.PluginExecutor;
import io.reconsync.api.runtime.PluginState;
import io.reconsync.api.runtime.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The context of one bundle. */
final class HostedContext implements PluginContext, AutoCloseable {
    private final String name;
    private final Surroundings surroundings;
    private final Lease lease;
    private final Path data;
    private final BoundedExecutor executor;
    private final TrackedNetwork network;
    private final TablePluginState state;
    private final FileSecretStore secrets;
    private final LimitedSink sink;
    private final FactLists facts;
    private volatile Bundle bundle;

    HostedContext(Bundle bundle, Surroundings surroundings) {
        this.bundle = bundle;
        this.name = BundleName.of(bundle);
        this.surroundings = surroundings;
        this.lease = new Lease(name);
        this.data = surroundings.home().data().resolve("plugins").resolve(name);
        this.executor = new BoundedExecutor(name, surroundings.threads(), lease, this::loader);
        this.network = new TrackedNetwork(surroundings.http(), lease);
        this.state = new TablePluginState(name, surroundings.database(), lease);
        this.secrets =
                new FileSecretStore(surroundings.home().secrets().resolve(name), name, surroundings.masks(), lease);
        this.sink = new LimitedSink(name, surroundings, lease);
        this.facts = new FactLists(name, lease);
    }

    private ClassLoader loader() {
        Bundle now = bundle;
        BundleWiring wiring = now == null ? null : now.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    boolean isRunning() {
        Bundle now = bundle;
        return now != null && (now.getState() & (Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING)) != 0;
    }

    Map<String, List<String>> facts() {
        return facts.lists();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PluginExecutor executor() {
        lease.check();
        return executor;
    }

    @Override
    public Clock clock() {
        lease.check();
        return surroundings.clock();
    }

    @Override
    public Path dataDirectory() {
        lease.check();
        try {
            return Files.createDirectories(data);
        } catch (IOException e) {
            throw new ReconException(
                    "plugin-folder-failed",
                    ErrorOwner.HOST,
                    "The folder " + data + " of the plugin " + name + " cannot be made: " + e.getMessage() + ".",
                    "Give the user that runs ReconSync the right to write there, or free some space.",
                    e);
        }
    }

    @Override
    public PluginState state() {
        lease.check();
        return state;
    }

    @Override
    public SecretStore secrets() {
        lease.check();
        return secrets;
    }

    @Override
    public Network network() {
        lease.check();
        return network;
    }

    @Override
    public EventSink events() {
        lease.check();
        return sink;
    }

    @Override
    public void publishFacts(String list, List<String> values) {
        facts.publish(list, values);
    }

    @Override
    public void close() {
        lease.end();
        executor.close();
        network.close();
        bundle = null;
    }
}
