// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.runtime.HttpReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * HTTP for all plugins, through one client: a client of Java 17 cannot be closed, so one per plugin would leave its
 * selector thread behind. No redirects, no cookies, no credentials are kept. Thread-safe.
 */
final class HttpExchange implements AutoCloseable {
    static final int LARGEST_BODY = 8 << 20;

    private final ExecutorService executor;
    private final FutureTask<HttpClient> client = new FutureTask<>(this::open);

    HttpExchange(CleanThreads threads) {
        executor = new ThreadPoolExecutor(
                0,
                64,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads.factory("host-http"),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private HttpClient open() {
        return HttpClient.newBuilder()
                .executor(executor)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** Made at the first request, by a thread of ours: its selector thread must not inherit a plugin's class loader. */
    private HttpClient client(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        if (!client.isDone()) {
            executor.execute(client);
        }
        return client.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** @param onStart given the exchange, so that it can be cancelled from outside */
    HttpReply run(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Deadline deadline,
            Consumer<CompletableFuture<?>> onStart) {
        String to = uri.getScheme() + "://" + uri.getRawAuthority();
        HttpRequest request = request(method, uri, headers, body, deadline);
        CompletableFuture<HttpResponse<byte[]>> exchange = new CompletableFuture<>();
        try {
            exchange = client(deadline).sendAsync(request, info -> new CutBody(LARGEST_BODY));
            onStart.accept(exchange);
            HttpResponse<byte[]> reply = exchange.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
            Map<String, List<String>> lower = new HashMap<>();
            reply.headers().map().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
            return new HttpReply(reply.statusCode(), Map.copyOf(lower), reply.body());
        } catch (ExecutionException e) {
            throw NetworkFaults.of(to, e.getCause());
        } catch (CancellationException e) {
            throw PluginText.gone("that asked for " + to, "the network");
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw NetworkFaults.timeout(to, null);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw PluginText.interrupted("the network", "talking to " + to);
        }
    }

    private static HttpRequest request(
            String method, URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw NetworkFaults.bad("The text '" + uri.getScheme() + ":…'");
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(deadline.millis("talking to " + uri.getHost())))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
