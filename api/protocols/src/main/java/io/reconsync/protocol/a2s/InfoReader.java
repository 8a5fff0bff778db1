// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Fields;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads an INFO reply (type {@code I}). Source: Valve's "Server queries" page. */
final class InfoReader {
    private static final int THE_SHIP = 2400;

    private InfoReader() {}

    static A2sInfo read(Fields in) throws BadBytes {
        int protocol = in.u8("the protocol number");
        String name = in.text("the server name");
        String map = in.text("the map name");
        String folder = in.text("the game folder");
        String game = in.text("the game name");
        int appId = in.u16("the application id");
        int players = in.u8("the player count");
        int maxPlayers = in.u8("the player limit");
        int bots = in.u8("the bot count");
        char type = (char) in.u8("the server type");
        char system = (char) in.u8("the operating system");
        boolean password = in.u8("the password flag") != 0;
        boolean secured = in.u8("the VAC flag") != 0;
        if (appId == THE_SHIP) {
            in.raw(3, "the fields of The Ship");
        }
        String version = in.text("the version");
        return new A2sInfo(
                protocol,
                name,
                map,
                folder,
                game,
                appId,
                players,
                maxPlayers,
                bots,
                type,
                system,
                password,
                secured,
                version,
                extra(in));
    }

    /** The order of the fields is fixed and is not the order of the bits. What is cut off is left empty. */
    private static A2sInfo.Extra extra(Fields in) throws BadBytes {
        if (!in.has(1)) {
            return A2sInfo.Extra.NONE;
        }
        int flag = in.u8("the extra data flag");
        OptionalInt gamePort = OptionalInt.empty();
        Optional<String> steamId = Optional.empty();
        OptionalInt tvPort = OptionalInt.empty();
        Optional<String> tvName = Optional.empty();
        Optional<String> keywords = Optional.empty();
        Optional<String> gameId = Optional.empty();
        boolean truncated = false;
        try {
            if ((flag & 0x80) != 0) {
                gamePort = OptionalInt.of(in.u16("the game port"));
            }
            if ((flag & 0x10) != 0) {
                steamId = Optional.of(Long.toUnsignedString(in.i64("the Steam id")));
            }
            if ((flag & 0x40) != 0) {
                tvPort = OptionalInt.of(in.u16("the SourceTV port"));
                tvName = Optional.of(in.text("the SourceTV name"));
            }
            if ((flag & 0x20) != 0) {
                keywords = Optional.of(in.text("the keywords"));
            }
            if ((flag & 0x01) != 0) {
                gameId = Optional.of(Long.toUnsignedString(in.i64("the game id")));
            }
        } catch (BadBytes cutOff) {
            truncated = true;
        }
        return new A2sInfo.Extra(gamePort, steamId, tvPort, tvName, keywords, gameId, truncated);
    }
}
