// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackedNetworkTest {
    private final CleanThreads threads = new CleanThreads();
    private final HttpExchange http = new HttpExchange(threads);
    private final Lease lease = new Lease("foo");
    private final TrackedNetwork network = new TrackedNetwork(http, lease);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "/echo");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 1024; i++) {
                    out.write(block);
                }
            }
        });
        server.setExecutor(body -> threads.thread(body, "server").start());
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.close();
        threads.close();
    }

    private HttpReply get(String method, String path, byte[] body) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return network.http(method, uri, Map.of("X-Test", "1"), body, Deadline.after(Duration.ofSeconds(20)));
    }

    private static ReconException fails(org.junit.jupiter.api.function.Executable call, String code) {
        ReconException error = assertThrows(ReconException.class, call);
        assertEquals(code, error.code(), error::getMessage);
        return error;
    }

    @Test
    void exchanges() {
        HttpReply reply = get("POST", "/echo", new byte[] {1, 2, 3});
        assertEquals(200, reply.status());
        assertEquals(3, reply.body().length);
        assertEquals("POST", reply.header("x-method").orElseThrow());
        assertEquals(302, get("GET", "/away", new byte[0]).status(), "redirects are not followed");
    }

    @Test
    void cutsTheBodyAtItsLimit() {
        assertEquals(
                HttpExchange.LARGEST_BODY, get("GET", "/endless", new byte[0]).body().length);
    }

    @Test
    void saysWhatWentWrong() throws IOException {
        Deadline soon = Deadline.after(Duration.ofMillis(300));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/?token=s3cret");
            ReconException error =
                    fails(() -> network.http("GET", uri, Map.of(), new byte[0], soon), "network-timeout");
            assertTrue(!error.sentence().contains("s3cret"), "the query of an address may be a secret");
            silent.close();
            Deadline later = Deadline.after(Duration.ofSeconds(5));
            fails(() -> network.http("GET", uri, Map.of(), new byte[0], later), "network-refused");
            InetSocketAddress closed = new InetSocketAddress("127.0.0.1", uri.getPort());
            fails(() -> network.tcp(closed, later), "network-refused");
            fails(
                    () -> network.http("GET", URI.create("file:///etc/passwd"), Map.of(), new byte[0], later),
                    "network-bad-address");
            fails(() -> network.http("GET", uri, Map.of("Bad\nName", "x"), new byte[0], later), "network-bad-address");
            fails(
                    () -> network.tcp(InetSocketAddress.createUnresolved("no-such-host.invalid", 1), later),
                    "network-unknown-host");
        }
        assertEquals(0, network.openCount());
    }

    @Test
    void whatIsOpenIsClosedWhenTheBundleLeaves() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        InetSocketAddress address =
                new InetSocketAddress("127.0.0.1", server.getAddress().getPort());
        Socket socket = network.tcp(address, deadline);
        assertTrue(socket.getSoTimeout() > 0 && socket.getSoTimeout() <= 20_000);
        network.tcp(address, deadline).close();
        network.udp(address, deadline);
        assertEquals(2, network.openCount());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            CompletableFuture<ReconException> call = new CompletableFuture<>();
            threads.thread(
                            () -> call.complete(assertThrows(
                                    ReconException.class,
                                    () -> network.http("GET", uri, Map.of(), new byte[0], deadline))),
                            "caller")
                    .start();
            silent.accept();
            lease.end();
            network.close();
            assertEquals("plugin-gone", call.get(10, TimeUnit.SECONDS).code());
        }
        assertTrue(socket.isClosed());
        assertEquals(0, network.openCount());
        assertThrows(IllegalStateException.class, () -> network.tcp(address, deadline));
    }
}
