// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.values.Places;
import io.reconsync.servers.session.ConsoleTarget;
import io.reconsync.servers.session.QueryLink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What places stand for on one server, and where its ports are. The configuration wins over the adapter, the adapter
 * over the profile. Immutable.
 */
final class ServerValues {
    private static final String PASSWORD = "console.password";
    private static final String LOCAL = "127.0.0.1";

    private final ServerConfig config;
    private final GameProfile profile;
    private final Map<String, String> values = new TreeMap<>();

    ServerValues(ServerConfig config, GameProfile profile, Map<String, String> fromAdapter) {
        this.config = config;
        this.profile = profile;
        values.putAll(fromAdapter);
        values.putAll(config.values());
        values.keySet().removeIf(name -> name.endsWith("password") || name.endsWith("token"));
        values.put("server_id", config.id());
        values.put("game", config.game());
        values.put("map", config.map());
        values.put("install", config.install().toString());
        port("query", config.query(), profile.query());
        port("console", config.console(), profile.console());
    }

    private void port(String name, ServerConfig.Port configured, Optional<GameProfile.PortPart> part) {
        values.put(name + ".host", configured.host().orElse(LOCAL));
        Optional<String> given =
                configured.port().map(String::valueOf).or(() -> Optional.ofNullable(values.get(name + ".port")));
        Optional<String> port =
                given.or(() -> part.map(GameProfile.PortPart::port).flatMap(this::number));
        port.ifPresent(number -> values.put(name + ".port", number));
    }

    private Optional<String> number(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Integer.toString(Places.number(text, values)));
        } catch (ReconException e) {
            return Optional.empty();
        }
    }

    /** Without secrets. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** For the arguments of a start, which some games need a password in: the console's or one of the game's own keys. */
    Map<String, String> forStart() {
        Map<String, String> all = new HashMap<>(values);
        config.all()
                .nested(config.game())
                .ifPresent(own -> own.keys().stream()
                        .filter(key -> key.endsWith("password") || key.endsWith("token"))
                        .forEach(key -> own.secret(key)
                                .ifPresent(secret -> all.put(config.game() + "." + key, secret.reveal()))));
        config.console().password().map(Secret::reveal).ifPresent(password -> all.put(PASSWORD, password));
        return all;
    }

    String fill(String text) {
        return Places.fill(text, values);
    }

    private Optional<Endpoint> endpoint(String name) {
        String port = values.getOrDefault(name + ".port", "");
        boolean valid = port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
        return valid ? Optional.of(new Endpoint(values.get(name + ".host"), Integer.parseInt(port))) : Optional.empty();
    }

    Optional<ConsoleTarget> console() {
        Optional<String> kind =
                config.console().kind().or(() -> profile.console().map(GameProfile.PortPart::kind));
        Map<String, String> options = new HashMap<>();
        profile.console().ifPresent(part -> part.options().forEach((key, text) -> options.put(key, fill(text))));
        return kind.filter(name -> !name.equals("none"))
                .map(name -> new ConsoleTarget(
                        name, endpoint("console"), config.console().password().orElse(Secret.EMPTY), options));
    }

    Optional<QueryLink.Target> query() {
        Optional<String> kind = config.query().kind().or(() -> profile.query().map(GameProfile.PortPart::kind));
        return kind.filter(name -> !name.equals("none"))
                .flatMap(name -> endpoint("query").map(at -> new QueryLink.Target(name, at)));
    }
}
