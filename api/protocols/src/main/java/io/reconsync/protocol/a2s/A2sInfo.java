// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The INFO reply. Texts come from the server and are not to be trusted.
 *
 * @param protocol usually 17
 * @param name the server's name
 * @param map the map
 * @param folder the game's folder
 * @param game the game's name
 * @param appId the low 16 bits of the application id; 0 for many modern games, see {@code extra.gameId}
 * @param players how many are on
 * @param maxPlayers how many fit
 * @param bots how many of the players are bots
 * @param type {@code d} dedicated, {@code l} listen, {@code p} proxy
 * @param system {@code l} Linux, {@code w} Windows, {@code m} or {@code o} macOS
 * @param password whether a password is needed to join
 * @param secured whether VAC is on
 * @param version the game's version; empty when the reply ends before it
 * @param extra the optional fields
 */
public record A2sInfo(
        int protocol,
        String name,
        String map,
        String folder,
        String game,
        int appId,
        int players,
        int maxPlayers,
        int bots,
        char type,
        char system,
        boolean password,
        boolean secured,
        String version,
        Extra extra) {

    /**
     * The fields that the reply's extra data flag announces.
     *
     * @param gamePort the port that players use
     * @param steamId the server's Steam id, unsigned decimal
     * @param tvPort the port of SourceTV
     * @param tvName the name of SourceTV
     * @param keywords the server's tags
     * @param gameId the full application id, unsigned decimal
     * @param truncated whether announced fields are missing
     */
    public record Extra(
            OptionalInt gamePort,
            Optional<String> steamId,
            OptionalInt tvPort,
            Optional<String> tvName,
            Optional<String> keywords,
            Optional<String> gameId,
            boolean truncated) {
        static final Extra NONE = new Extra(
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
