// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Interrupting;
import io.reconsync.protocol.net.UdpPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class A2sQueryTest {
    private final A2sQuery query = new A2sQuery();

    @Test
    void givesTheInfoAndThePlayersOfARealSocket() throws IOException {
        try (UdpPeer peer = new UdpPeer(request -> switch (request.length) {
            case 25 -> List.of(Hex.bytes(A2sClientTest.CHALLENGE));
            case 29 -> List.of(Hex.bytes(A2sClientTest.INFO));
            default -> List.of(Hex.bytes(A2sClientTest.PLAYERS));
        })) {
            QueryResult result = query.query(peer.at(), Deadline.after(Duration.ofSeconds(5)));
            assertEquals("Recon ARK", result.name());
            assertEquals(2, result.players());
            assertEquals("Bob", result.list().get(1).name());
            assertEquals("7777", result.rules().get("game_port"));
        }
    }

    @Test
    void tellsAClosedPortFromSilence() throws IOException {
        Endpoint closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = new Endpoint("127.0.0.1", socket.getLocalPort());
        }
        ReconException e =
                assertThrows(ReconException.class, () -> query.query(closed, Deadline.after(Duration.ofSeconds(5))));
        assertEquals("query-refused", e.code());
    }

    @Test
    void givesUpAtTheDeadlineWhenNothingAnswers() throws IOException {
        try (UdpPeer silent = new UdpPeer(request -> List.of())) {
            long start = System.nanoTime();
            ReconException e = assertThrows(
                    ReconException.class, () -> query.query(silent.at(), Deadline.after(Duration.ofMillis(300))));
            assertEquals("query-timeout", e.code());
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
        }
    }

    @Test
    void givesTheInfoWhenOnlyThePlayersAreSilent() throws IOException {
        try (UdpPeer peer =
                new UdpPeer(request -> request[4] == 'T' ? List.of(Hex.bytes(A2sClientTest.INFO)) : List.of())) {
            QueryResult result = query.query(peer.at(), Deadline.after(Duration.ofMillis(600)));
            assertEquals(2, result.players());
            assertEquals(List.of(), result.list());
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        try (UdpPeer silent = new UdpPeer(request -> List.of())) {
            Interrupting.endsWithin(
                    Duration.ofSeconds(1), () -> query.query(silent.at(), Deadline.after(Duration.ofMinutes(1))));
        }
    }

    @Test
    void explainsAnUnknownHost() {
        ReconException e = assertThrows(
                ReconException.class,
                () -> query.query(new Endpoint("no-such-host.invalid", 1), Deadline.after(Duration.ofSeconds(5))));
        assertEquals("query-unreachable", e.code());
    }
}
