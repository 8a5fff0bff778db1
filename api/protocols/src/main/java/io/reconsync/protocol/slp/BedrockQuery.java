// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.DatagramExchange;
import io.reconsync.protocol.net.DatagramWire;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fields;
import io.reconsync.protocol.net.LenientText;
import io.reconsync.protocol.net.UdpWire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The query kind {@code bedrock}: RakNet's unconnected ping over UDP, which Minecraft's Bedrock edition and PowerNukkit
 * answer with one line of text. Source: the wiki page "RakNet".
 */
@Component(service = QueryKind.class)
public final class BedrockQuery implements QueryKind {
    private static final byte PING = 0x01;
    private static final byte PONG = 0x1c;
    private static final String MAGIC = "00ffff00fefefefefdfdfdfd12345678";
    private static final List<String> NAMES =
            List.of("edition", "name", "protocol", "version", "players", "max", "server_id", "world", "mode");

    @Activate
    public BedrockQuery() {}

    @Override
    public String kind() {
        return "bedrock";
    }

    @Override
    public QueryResult query(Endpoint at, Deadline deadline) {
        Faults faults = new Faults("query", "Bedrock ping", at);
        try (UdpWire wire = UdpWire.open(at, faults, deadline)) {
            return ask(wire, faults, System.nanoTime(), deadline);
        }
    }

    static QueryResult ask(DatagramWire wire, Faults faults, long time, Deadline deadline) {
        long start = System.nanoTime();
        byte[] magic = HexFormat.of().parseHex(MAGIC);
        byte[] ping = ByteBuffer.allocate(33)
                .put(PING)
                .putLong(time)
                .put(magic)
                .putLong(2)
                .array();
        return new DatagramExchange(wire, faults)
                .ask(
                        ping,
                        datagram -> pong(datagram, time, Duration.ofNanos(System.nanoTime() - start)),
                        "the pong",
                        deadline);
    }

    private static Optional<QueryResult> pong(byte[] datagram, long time, Duration roundTrip) throws BadBytes {
        Fields in = Fields.bigEndian(datagram, 0);
        if (in.u8("the type") != PONG || in.i64("the time") != time) {
            return Optional.empty();
        }
        in.i64("the server's id");
        if (!Arrays.equals(in.raw(16, "the magic bytes"), HexFormat.of().parseHex(MAGIC))) {
            throw new BadBytes("the magic bytes of RakNet are missing");
        }
        byte[] text = in.raw(in.u16("the length of the text"), "the text");
        return Optional.of(result(LenientText.decode(text, 0, text.length), roundTrip));
    }

    private static QueryResult result(String text, Duration roundTrip) throws BadBytes {
        String[] parts = text.split(";", -1);
        if (parts.length < 6) {
            throw new BadBytes("the text has " + parts.length + " parts instead of at least 6");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(parts.length, NAMES.size()); i++) {
            values.put(NAMES.get(i), parts[i]);
        }
        return new QueryResult(
                StatusReader.withoutCodes(values.get("name")),
                values.getOrDefault("world", ""),
                number(values, "players"),
                number(values, "max"),
                List.of(),
                Optional.of(values.get("version")).filter(version -> !version.isEmpty()),
                values,
                roundTrip);
    }

    private static int number(Map<String, String> values, String key) throws BadBytes {
        String text = values.get(key);
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadBytes("the count of " + key + " is no number");
        }
        return Integer.parseInt(text);
    }
}
