// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.DatagramExchange;
import io.reconsync.protocol.net.DatagramWire;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fields;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Token, then the full statistics. */
final class Gs4Exchange {
    private static final short MAGIC = (short) 0xfefd;
    private static final byte HANDSHAKE = 9;
    private static final byte STATISTICS = 0;
    private static final int PADDING = 11;
    private static final int PLAYERS_HEADING = 10;

    private final DatagramExchange exchange;
    private final int session;

    Gs4Exchange(DatagramWire wire, Faults faults, int session) {
        this.exchange = new DatagramExchange(wire, faults);
        this.session = session;
    }

    QueryResult run(Deadline deadline) {
        long start = System.nanoTime();
        byte[] hello = ByteBuffer.allocate(7)
                .putShort(MAGIC)
                .put(HANDSHAKE)
                .putInt(session)
                .array();
        int token = exchange.ask(hello, this::token, "the token", deadline);
        byte[] request = ByteBuffer.allocate(15)
                .putShort(MAGIC)
                .put(STATISTICS)
                .putInt(session)
                .putInt(token)
                .putInt(0)
                .array();
        return exchange.ask(
                request,
                datagram -> statistics(datagram, Duration.ofNanos(System.nanoTime() - start)),
                "the statistics",
                deadline);
    }

    private boolean answers(Fields in, int type) throws BadBytes {
        return in.u8("the type") == type & in.i32("the session") == session;
    }

    private Optional<Integer> token(byte[] datagram) throws BadBytes {
        Fields in = Fields.bigEndian(datagram, 0);
        if (!answers(in, HANDSHAKE)) {
            return Optional.empty();
        }
        String digits = in.text("the token");
        if (!digits.matches("-?[0-9]{1,10}")) {
            throw new BadBytes("the token is no number");
        }
        return Optional.of((int) Long.parseLong(digits));
    }

    private Optional<QueryResult> statistics(byte[] datagram, Duration roundTrip) throws BadBytes {
        Fields in = Fields.bigEndian(datagram, 0);
        if (!answers(in, STATISTICS)) {
            return Optional.empty();
        }
        in.raw(PADDING, "the padding");
        Map<String, String> values = new LinkedHashMap<>();
        for (String key = in.text("a key"); !key.isEmpty(); key = in.text("a key")) {
            values.put(key, in.text("a value"));
        }
        List<Player> players = new ArrayList<>();
        if (in.has(PLAYERS_HEADING)) {
            in.raw(PLAYERS_HEADING, "the heading of the players");
            for (String name = in.text("a player"); !name.isEmpty(); name = in.text("a player")) {
                players.add(Player.named(name));
            }
        }
        return Optional.of(new QueryResult(
                StatusReader.withoutCodes(values.getOrDefault("hostname", "")),
                values.getOrDefault("map", ""),
                number(values, "numplayers"),
                number(values, "maxplayers"),
                players,
                Optional.ofNullable(values.get("version")).filter(text -> !text.isEmpty()),
                values,
                roundTrip));
    }

    private static int number(Map<String, String> values, String key) throws BadBytes {
        String text = values.getOrDefault(key, "");
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadBytes("the value of " + key + " is no number");
        }
        return Integer.parseInt(text);
    }
}
