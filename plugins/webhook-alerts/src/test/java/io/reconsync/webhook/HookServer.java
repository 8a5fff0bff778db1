// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver that remembers what it got and answers as told, else as Discord does when all is well. */
final class HookServer implements AutoCloseable {
    record Got(String method, String path, String body, String signature, String authorization) {}

    record Answer(int status, String body) {}

    final List<Got> got = new CopyOnWriteArrayList<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final HttpServer http;

    HookServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            http.createContext("/", this::take);
            http.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                body,
                exchange.getRequestHeaders().getFirst("X-ReconSync-Signature"),
                exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = answers.poll();
        String discord = "{\"author\":{\"id\":\"1\"},\"content\":\"\\\"id\\\":\",\"id\":\"99" + got.size() + "\"}";
        byte[] reply = (answer == null ? discord : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
