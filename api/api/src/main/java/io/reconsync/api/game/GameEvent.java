// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.util.Optional;

/** Something that happened in a game. Texts come from players and are not to be trusted. */
public sealed interface GameEvent {
    /** Somebody came. */
    record PlayerJoined(String name, Optional<String> id) implements GameEvent {}

    /** Somebody went. */
    record PlayerLeft(String name, Optional<String> id) implements GameEvent {}

    /** Somebody died; {@code by} names the cause where the game says it. */
    record PlayerDied(String name, Optional<String> id, Optional<String> by) implements GameEvent {}

    /** Somebody said something. */
    record Chat(String name, String text) implements GameEvent {}

    /** How many are on, as the game itself counts. */
    record PlayerCount(int players) implements GameEvent {}

    /** The server can be joined. */
    record Ready() implements GameEvent {}

    /** A save of the world is complete. */
    record SaveFinished() implements GameEvent {}

    /** A line that the game only writes when it crashes or gives up. */
    record CrashLine(String line) implements GameEvent {}

    /** The version of the game. */
    record Version(String version) implements GameEvent {}
}
