// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.fleet;

import io.reconsync.api.game.HealthState;
import java.time.Instant;
import java.util.Optional;

/**
 * A server of an agent, as the agent last reported it.
 *
 * @param id the server's id, unique in the fleet
 * @param agent the name of its agent
 * @param guild the guild scope
 * @param game the game's key
 * @param state its health; UNKNOWN while its agent is not online
 * @param explanation one sentence
 * @param players as shown, empty when unknown
 * @param lastBackup when the last good backup was made
 * @param reported when the agent said so
 * @param online whether the agent is online, so that commands reach the server
 */
public record FleetServer(
        String id,
        String agent,
        String guild,
        String game,
        HealthState state,
        String explanation,
        Optional<String> players,
        Optional<Instant> lastBackup,
        Instant reported,
        boolean online) {}
