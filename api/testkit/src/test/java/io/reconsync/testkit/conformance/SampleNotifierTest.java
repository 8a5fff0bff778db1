// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import com.sun.net.httpserver.HttpServer;
import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.game.Endpoint;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.fake.FakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The suite over a notifier that is right. */
class SampleNotifierTest extends NotifierConformance {
    private final AtomicInteger received = new AtomicInteger();
    private final HttpServer server = listen();
    private final FakeContext context = new FakeContext("sample", Path.of("unused"));

    private HttpServer listen() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            http.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                received.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        context.close();
    }

    @Override
    protected Notifier notifier() {
        return new Hook();
    }

    @Override
    protected Settings route(Endpoint receiver) {
        return FakeSettings.of(Map.of("url", "http://" + receiver + "/s3cret-token"));
    }

    @Override
    protected Endpoint receiver() {
        return new Endpoint("127.0.0.1", server.getAddress().getPort());
    }

    @Override
    protected int received() {
        return received.get();
    }

    private final class Hook implements Notifier {
        @Override
        public String type() {
            return "sample";
        }

        @Override
        public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
            int status = context.network()
                    .http(
                            "POST",
                            URI.create(route.required("url")),
                            Map.of(),
                            (change + incident.title()).getBytes(StandardCharsets.UTF_8),
                            deadline)
                    .status();
            if (status != 204) {
                throw new ReconException(
                        "hook-failed",
                        ErrorOwner.REMOTE,
                        "The hook answered " + status + ".",
                        "Look there.",
                        Duration.ofSeconds(5),
                        null);
            }
            return new Delivery(Optional.empty());
        }
    }
}
