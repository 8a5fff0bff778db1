// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

/**
 * Somebody in the game.
 *
 * @param steamId 17 digits
 * @param eosId 32 hexadecimal digits
 * @param joinedNanos of the monotonic clock
 */
public record Player(
        String name, String steamId, String eosId, String address, int port, int entity, long joinedNanos) {
    public double seconds() {
        return (System.nanoTime() - joinedNanos) / 1e9;
    }

    Player named(String newName) {
        return new Player(newName, steamId, eosId, address, port, entity, joinedNanos);
    }
}
