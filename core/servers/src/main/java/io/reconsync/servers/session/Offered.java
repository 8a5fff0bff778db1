// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services of plugins by the names that they give themselves. Asked for again after each change. Thread-safe.
 *
 * @param <T> their type
 */
public final class Offered<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Offered.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final PluginServices services;
    private final Class<T> type;
    private final Guarded.Call<T, Set<String>> names;
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private Map<String, Guarded<T>> known;

    /** Services of {@code type} whose names {@code names} tells. */
    public Offered(PluginServices services, Class<T> type, Guarded.Call<T, Set<String>> names) {
        this.services = services;
        this.type = type;
        this.names = names;
    }

    /** Something came or went. */
    public synchronized void forget() {
        known = null;
    }

    /** Uses the plugin no more, until {@link #takeBack}. */
    public void leave(String plugin) {
        leaving.add(plugin);
        forget();
    }

    /** Uses the plugin again. */
    public void takeBack(String plugin) {
        leaving.remove(plugin);
        forget();
    }

    /** The service of this name. */
    public Optional<Guarded<T>> find(String name) {
        return Optional.ofNullable(known().get(name));
    }

    /** The names there are. */
    public Set<String> names() {
        return known().keySet();
    }

    private synchronized Map<String, Guarded<T>> known() {
        if (known == null) {
            Map<String, Guarded<T>> found = new TreeMap<>();
            for (Guarded<T> service : services.all(type)) {
                if (!leaving.contains(service.plugin())) {
                    add(found, service);
                }
            }
            known = found;
        }
        return known;
    }

    private void add(Map<String, Guarded<T>> found, Guarded<T> service) {
        try {
            service.call("asking for its names", Deadline.after(LIMIT), names)
                    .forEach(name -> found.putIfAbsent(name, service));
        } catch (ReconException e) {
            // One that is just leaving is no trouble.
            if (!e.code().equals("plugin-gone")) {
                LOG.warn(
                        "A {} of the plugin {} is not used: {}",
                        type.getSimpleName(),
                        service.plugin(),
                        e.getMessage());
            }
        }
    }
}
