// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.Guarded;
import io.reconsync.servers.process.Owner;
import io.reconsync.servers.process.OwnerPrograms;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server is at the moment: configuration, game, values, owner. Immutable. */
record Setup(ServerConfig config, Slot slot, GameProfile profile, ServerValues values, Optional<Owner> owner) {
    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);
    private static final Duration ASK = Duration.ofSeconds(5);

    static Setup of(
            ServerConfig config,
            Slot slot,
            GameProfile profile,
            Map<String, String> fromAdapter,
            UnaryOperator<String> programs) {
        ServerValues values = new ServerValues(config, profile, fromAdapter);
        return new Setup(config, slot, profile, values, OwnerPrograms.of(config.control(), programs, values::fill));
    }

    /** Asks the adapter; empty when there is none or it does not answer. */
    <R> Optional<R> ask(String what, Guarded.Call<GameAdapter, R> call) {
        try {
            return slot.adapter().map(adapter -> adapter.call(what, Deadline.after(ASK), call));
        } catch (ReconException e) {
            LOG.warn("The adapter of {} did not answer when {}: {}", config.id(), what, e.getMessage());
            return Optional.empty();
        }
    }

    /** An object that the adapter gives, behind the same guard. */
    <R> Optional<Guarded<R>> part(String what, Guarded.Call<GameAdapter, Optional<R>> call) {
        return ask(what, call)
                .flatMap(found -> found)
                .flatMap(found -> slot.adapter().map(adapter -> adapter.with(found)));
    }

    /** Whether the log has a line that says "can be joined". */
    boolean hasReadyMarker() {
        return profile.process().ready().isPresent()
                || profile.events().stream().anyMatch(pattern -> pattern.event().equals("ready"));
    }

    /** The keys of the game's own namespace: of the game's name, else of the plugin's. */
    <T extends Record> T settings(Class<T> type) {
        return config.all()
                .nested(config.game())
                .or(() -> slot.plugin().flatMap(config.all()::nested))
                .map(own -> own.as(type))
                .orElseGet(() -> NoSettings.as(
                        type, slot.plugin().orElse(config.game()), config.file().toString()));
    }
}
