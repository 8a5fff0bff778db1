// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.config;

import io.reconsync.api.Settings;
import io.reconsync.api.game.GameProfile;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configuration in force: the last good state of every file. Implemented by core/config, which watches the files.
 * All values are immutable; the service is thread-safe.
 */
@ProviderType
public interface Configuration {
    /** {@code name:} of this installation; the host's name if left out. */
    String name();

    /** {@code timezone:} of this installation; the machine's if left out. For moments that belong to no server. */
    default ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** Every server whose file was good at least once in this run, by id. */
    List<ServerConfig> servers();

    /** One server. */
    default Optional<ServerConfig> server(String id) {
        return servers().stream().filter(server -> server.id().equals(id)).findFirst();
    }

    /** {@code destinations:} by name; always has {@code local} (default path {@code data/backups}). */
    Map<String, Settings> destinations();

    /** {@code notify:} routes by name: {@code type}, and the keys of the notifier. */
    Map<String, Settings> routes();

    /** A whole section of {@code conf/reconsync.yaml}, for rooms with keys of their own. */
    Optional<Settings> section(String name);

    /** The profile of a game: a file in {@code games/}, else the bundle's. */
    Optional<ProfileEntry> profile(String game);

    /** All profiles. */
    List<ProfileEntry> profiles();

    /** What is wrong at the moment, for files and keys alike. */
    List<ConfigProblem> problems();

    /** Masked text of one server's file, or of the main file for an empty id. */
    String view(Optional<String> server);

    /** Calls {@code listener} after each change, in one thread of config; closing ends it. */
    AutoCloseable onChange(Runnable listener);

    /** Reads all files again now; returns when the listeners know. Not to be called by a listener. */
    void reload();

    /**
     * A profile and where it comes from.
     *
     * @param profile the profile
     * @param origin {@code games/foo.yaml} or {@code plugin ark}
     * @param shadows what it hides, if anything
     */
    record ProfileEntry(GameProfile profile, String origin, Optional<String> shadows) {}
}
