// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a bundle gets from core. A DS component asks for it as for any service; every bundle gets its own instance:
 *
 * <pre>{@code
 * @Activate
 * public ArkAdapter(@Reference PluginContext context) { … }
 * }</pre>
 *
 * Thread-safe. After the bundle has gone every method throws {@link IllegalStateException}, and its threads, sockets
 * and timers are closed by core.
 */
@ProviderType
public interface PluginContext {
    /** The bundle's name: its symbolic name's last part, for example {@code ark}. */
    String name();

    /** Threads of this bundle; bounded; shut down by core when the bundle leaves. */
    PluginExecutor executor();

    /** The wall clock. Use it instead of {@code Instant.now()}, so that tests can turn it. */
    Clock clock();

    /** A folder of this bundle's own below {@code data/}; kept on update and uninstall, gone on purge. */
    Path dataDirectory();

    /** Small versioned values of this bundle's own. */
    PluginState state();

    /** Secrets that this bundle obtained itself (refresh tokens and the like). */
    SecretStore secrets();

    /** HTTP, TCP and UDP with deadlines. */
    Network network();

    /** Where to report what happened. */
    EventSink events();

    /**
     * Publishes the latest values of a named list that commands complete from; replaces the former values.
     *
     * @param name within this bundle's namespace, for example {@code maps}
     * @param values at most 1000, each at most 100 characters
     */
    void publishFacts(String name, List<String> values);
}
