// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import java.time.Duration;
import java.util.Optional;

/**
 * One entry of the PLAYER reply.
 *
 * @param name empty while connecting, and always with some games (Valheim)
 * @param score the game's own count
 * @param connected for how long; empty when the server sends nonsense
 */
public record A2sPlayer(String name, int score, Optional<Duration> connected) {}
