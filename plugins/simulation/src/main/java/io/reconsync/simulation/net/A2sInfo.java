// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import java.util.List;
import java.util.Map;

/**
 * What an A2S server tells.
 *
 * @param edf which of the optional fields are sent: 0x80 port, 0x10 SteamID, 0x40 SourceTV, 0x20 keywords, 0x01 game id;
 *     negative leaves the byte itself out
 */
public record A2sInfo(
        String name,
        String map,
        String folder,
        String game,
        int appId,
        int players,
        int maxPlayers,
        boolean password,
        String version,
        int edf,
        int gamePort,
        long steamId,
        String keywords,
        long gameId,
        List<Entry> entries,
        Map<String, String> rules) {

    /**
     * A row of the player list.
     *
     * @param name empty while connecting, and always in Valheim
     */
    public record Entry(String name, int score, float seconds) {}
}
