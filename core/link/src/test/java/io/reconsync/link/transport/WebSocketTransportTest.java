// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.link.Eventually;
import io.reconsync.link.identity.BotCertificate;
import io.reconsync.link.identity.Digests;
import io.reconsync.link.identity.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSocketTransportTest extends TransportContract {
    @TempDir
    Path folder;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private BotCertificate certificate;
    private int port;

    @Override
    Entrance entrance() {
        certificate = BotCertificate.own(new PrivateFile(folder.resolve("bot.pem")), "bot", Clock.systemUTC());
        return new WebSocketEntrance(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.of(certificate));
    }

    @Override
    Dialer dialer(Entrance open) {
        port = ((WebSocketEntrance) open).port();
        return to(certificate.pin());
    }

    private Dialer to(String pin) {
        return new WebSocketDialer("wss://127.0.0.1:" + port, pin, pool);
    }

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    private static String refused(Dialer dialer) {
        try (dialer) {
            return assertThrows(
                            ReconException.class,
                            () -> dialer.dial(new Heard(true), Deadline.after(Duration.ofSeconds(60))))
                    .code();
        }
    }

    @Test
    void anotherBotIsNotBelieved() {
        assertEquals("link-untrusted", refused(to(Digests.of("another key"))));
        assertEquals("link-untrusted", refused(to("")), "nobody vouches for it, and yet it was believed");
    }

    @Test
    void whatIsNoBotIsSaidToBeNone() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = nobody.getLocalPort();
            nobody.close();
            assertEquals("link-unreachable", refused(new WebSocketDialer("wss://127.0.0.1:" + free, "", pool)));
        }
        try (WebSocketEntrance plain =
                new WebSocketEntrance(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty())) {
            plain.open(() -> new Heard(true));
            assertEquals(
                    "link-unreachable",
                    refused(new WebSocketDialer("ws://127.0.0.1:" + plain.port() + "/elsewhere", "", pool)));
        }
    }

    @Test
    void anAddressThatWouldNotBeEncryptedIsRefused() {
        for (String address : new String[] {"ws://192.0.2.1:1", "http://127.0.0.1:1", "wss://", "nonsense", "wss:x"}) {
            assertEquals(
                    "link-address",
                    assertThrows(ReconException.class, () -> new WebSocketDialer(address, "", pool))
                            .code(),
                    address);
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        WebSocketEntrance second = new WebSocketEntrance(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Optional.of(certificate));
        ReconException refused = assertThrows(ReconException.class, () -> second.open(() -> new Heard(true)));
        assertEquals("link-listen", refused.code());
        assertTrue(refused.getMessage().contains(String.valueOf(port)), refused::getMessage);
    }

    /** Whoever connects and says nothing, or anything but the upgrade, is shown out, and the others stay. */
    @Test
    void strangersDoNotDisturb() throws Exception {
        Heard agent = new Heard(true);
        try (WebSocketEntrance plain = new WebSocketEntrance(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
                Dialer dialer = dialer(plain, agent);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), plain.port());
                Socket noisy = new Socket(InetAddress.getLoopbackAddress(), plain.port())) {
            OutputStream out = noisy.getOutputStream();
            out.write(
                    ("GET /link HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000)).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            noisy.setSoTimeout(60_000);
            String answer = new String(noisy.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            silent.setSoTimeout(60_000);
            assertEquals(-1, silent.getInputStream().read(), "a silent stranger may stay");
            assertTrue(agent.channel().send("still here"));
        }
    }

    private Dialer dialer(WebSocketEntrance plain, Heard agent) {
        Heard bot = new Heard(true);
        plain.open(() -> bot);
        Dialer dialer = new WebSocketDialer("ws://127.0.0.1:" + plain.port(), "", pool);
        dialer.dial(agent, Deadline.after(Duration.ofSeconds(60)));
        Eventually.holds(() -> "not open", () -> bot.channel() != null);
        return dialer;
    }
}
