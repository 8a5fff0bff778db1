// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.Faults;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens sockets. Its threads are daemons and end with {@link #close}. */
final class Handshake implements AutoCloseable {
    /** What servers answer on a path that is not the password. */
    private static final Set<Integer> WRONG_PATH = Set.of(401, 403, 404, 501);

    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "reconsync-webrcon");
        thread.setDaemon(true);
        return thread;
    });
    private HttpClient client;

    WebSocket connect(Endpoint at, Secret password, Inbox inbox, Faults faults, Deadline deadline) {
        if (deadline.expired()) {
            throw faults.timeout("the connection");
        }
        CompletableFuture<WebSocket> opening = client().newWebSocketBuilder()
                .connectTimeout(deadline.remaining())
                .buildAsync(URI.create("ws://" + at + "/" + escaped(password)), inbox);
        try {
            return opening.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            giveUp(opening);
            throw faults.interrupted();
        } catch (TimeoutException e) {
            giveUp(opening);
            throw faults.timeout("the connection");
        } catch (ExecutionException e) {
            throw explain(e.getCause(), faults);
        }
    }

    private static void giveUp(CompletableFuture<WebSocket> opening) {
        opening.whenComplete((socket, error) -> {
            if (socket != null) {
                socket.abort();
            }
        });
        opening.cancel(true);
    }

    /** The causes are left out on purpose: their texts may hold the address, which holds the password. */
    private static ReconException explain(Throwable error, Faults faults) {
        if (error instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return WRONG_PATH.contains(status)
                    ? faults.wrongPassword()
                    : faults.malformed("the handshake was answered with the HTTP status " + status);
        }
        if (error instanceof HttpTimeoutException) {
            return faults.timeout("the connection");
        }
        if (error instanceof ConnectException) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnresolvedAddressException) {
                    return faults.unreachable("the host name is not known");
                }
            }
            return faults.refused();
        }
        if (error instanceof ProtocolException) {
            return faults.malformed("it is not HTTP");
        }
        return faults.wrongPassword();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .executor(threads)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
        }
        return client;
    }

    private static String escaped(Secret password) {
        StringBuilder path = new StringBuilder();
        for (byte b : password.reveal().getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            path.append(plain || "-._~".indexOf(b) >= 0 ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        return path.toString();
    }

    @Override
    public synchronized void close() {
        client = null;
        threads.shutdownNow();
    }
}
