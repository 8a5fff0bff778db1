// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Interrupting;
import io.reconsync.protocol.net.TcpPeer;
import io.reconsync.protocol.net.UdpPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinecraftQueriesTest {
    private static Deadline in(long millis) {
        return Deadline.after(Duration.ofMillis(millis));
    }

    @Test
    void pingsOverARealSocket() throws IOException {
        try (TcpPeer peer = new TcpPeer(socket -> {
            socket.getInputStream().readNBytes(SlpExchange.request("127.0.0.1", 1).length);
            socket.getOutputStream().write(Hex.bytes(SlpExchangeTest.packet(SlpExchangeTest.STATUS)));
        })) {
            QueryResult result = new SlpQuery().query(peer.at(), in(5_000));
            assertEquals(3, result.players());
        }
    }

    @Test
    void queriesOverARealSocket() throws IOException {
        try (UdpPeer peer = new UdpPeer(request -> {
            String session = Hex.text(request).substring(6, 14);
            return List.of(Hex.bytes(
                    request[2] == 9 ? "09" + session + "\"9513307\" 00" : "00" + session + Gs4ExchangeTest.STATISTICS));
        })) {
            assertEquals(2, new McQuery().query(peer.at(), in(5_000)).players());
        }
    }

    @Test
    void pingsBedrockOverARealSocket() throws IOException {
        try (UdpPeer peer = new UdpPeer(request -> List.of(
                Hex.bytes("1c" + Hex.text(request).substring(2, 18) + "0000000000000007" + BedrockQueryTest.MAGIC
                        + BedrockQueryTest.text("MCPE;Nukkit;471;1.18.0;1;20;7;world;Survival;1;19132;19132;"))))) {
            QueryResult result = new BedrockQuery().query(peer.at(), in(5_000));
            assertEquals("Nukkit", result.name());
            assertEquals(20, result.maxPlayers());
        }
    }

    @Test
    void tellClosedPortsFromSilence() throws IOException {
        Endpoint closed = TcpPeer.closedPort();
        for (QueryKind kind : List.of(new SlpQuery(), new McQuery(), new BedrockQuery())) {
            ReconException e = assertThrows(ReconException.class, () -> kind.query(closed, in(5_000)), kind.kind());
            assertEquals("query-refused", e.code(), kind.kind());
        }
        try (TcpPeer silent = TcpPeer.silent();
                UdpPeer dumb = new UdpPeer(request -> List.of())) {
            for (QueryKind kind : List.of(new SlpQuery(), new McQuery(), new BedrockQuery())) {
                Endpoint at = kind instanceof SlpQuery ? silent.at() : dumb.at();
                ReconException e = assertThrows(ReconException.class, () -> kind.query(at, in(300)), kind.kind());
                assertEquals("query-timeout", e.code(), kind.kind());
            }
        }
    }

    @Test
    void endAtOnceWhenInterrupted() throws Exception {
        try (TcpPeer silent = TcpPeer.silent();
                UdpPeer dumb = new UdpPeer(request -> List.of())) {
            for (QueryKind kind : List.of(new SlpQuery(), new McQuery(), new BedrockQuery())) {
                Endpoint at = kind instanceof SlpQuery ? silent.at() : dumb.at();
                Interrupting.endsWithin(Duration.ofSeconds(1), () -> kind.query(at, in(60_000)));
            }
        }
    }
}
