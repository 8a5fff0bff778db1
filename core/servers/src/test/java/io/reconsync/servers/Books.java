// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Settings;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A configuration in memory. */
final class Books implements Configuration {
    final Map<String, ServerConfig> servers = new ConcurrentHashMap<>();
    final Map<String, GameProfile> profiles = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void put(ServerConfig config) {
        servers.put(config.id(), config);
        changed();
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public String name() {
        return "here";
    }

    @Override
    public List<ServerConfig> servers() {
        return List.copyOf(servers.values());
    }

    @Override
    public Map<String, Settings> destinations() {
        return Map.of();
    }

    @Override
    public Map<String, Settings> routes() {
        return Map.of();
    }

    @Override
    public Optional<Settings> section(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<ProfileEntry> profile(String game) {
        return Optional.ofNullable(profiles.get(game))
                .map(profile -> new ProfileEntry(profile, "games/" + game + ".yaml", Optional.empty()));
    }

    @Override
    public List<ProfileEntry> profiles() {
        return List.of();
    }

    @Override
    public List<ConfigProblem> problems() {
        return List.of();
    }

    @Override
    public String view(Optional<String> server) {
        return "";
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void reload() {
        changed();
    }
}
