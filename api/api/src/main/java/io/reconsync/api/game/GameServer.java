// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import io.reconsync.api.SafePath;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One configured server, as given to plugins. A view of now; thread-safe; not to be kept beyond the call. */
@ProviderType
public interface GameServer {
    /** The configured {@code server_id}. */
    String id();

    /** The configured {@code game}. */
    String game();

    /** The profile in force: the adapter's, or a file in {@code games/}. */
    GameProfile profile();

    /** The health state of now. */
    HealthState state();

    /** The folder {@code install:} of the configuration; nothing outside of it is read or written. */
    SafePath files();

    /** The root of the world that a backup takes: {@code backup.path}, else the profile's. Always below install. */
    SafePath world();

    /** All {@code %{…}} values: {@code map}, {@code query.port}, the keys of the game's own namespace and so on. */
    Map<String, String> values();

    /** The keys of the game's own namespace bound to a record, as {@link io.reconsync.api.Settings#as}. */
    <T extends Record> T settings(Class<T> type);

    /** The process that runs now; empty when none does. */
    Optional<ProcessIdentity> process();

    /**
     * A console session, opened or shared by core. Not to be closed by the caller.
     *
     * @throws io.reconsync.api.ReconException when the game has none, or it cannot be reached in time
     */
    ConsoleSession console(Deadline deadline);

    /** One query. As {@link #console} for errors. */
    QueryResult query(Deadline deadline);
}
