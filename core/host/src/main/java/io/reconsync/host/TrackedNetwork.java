// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.HttpReply;
import io.reconsync.api.runtime.Network;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The network clients of one bundle; knows what is open and closes it when the bundle leaves. Thread-safe. */
final class TrackedNetwork implements Network, AutoCloseable {
    private final HttpExchange http;
    private final Lease lease;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<?>> exchanges = ConcurrentHashMap.newKeySet();

    TrackedNetwork(HttpExchange http, Lease lease) {
        this.http = http;
        this.lease = lease;
    }

    @Override
    public Socket tcp(InetSocketAddress to, Deadline deadline) {
        lease.check();
        Stream socket = new Stream();
        track(socket);
        boolean done = false;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(resolved(to), deadline.millis("connecting to " + to));
            socket.setSoTimeout(deadline.millis("connecting to " + to));
            done = true;
            return socket;
        } catch (IOException e) {
            lease.check();
            throw NetworkFaults.of(named(to), e);
        } finally {
            if (!done) {
                closeQuietly(socket);
            }
        }
    }

    @Override
    public DatagramSocket udp(InetSocketAddress to, Deadline deadline) {
        lease.check();
        int millis = deadline.millis("connecting to " + to);
        try {
            Datagrams socket = new Datagrams();
            track(socket);
            try {
                socket.connect(resolved(to));
                socket.setSoTimeout(millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw NetworkFaults.of(named(to), e);
        }
    }

    @Override
    public HttpReply http(String method, URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        lease.check();
        try {
            return http.run(method, uri, headers, body, deadline, exchange -> {
                exchanges.add(exchange);
                exchange.whenComplete((reply, error) -> exchanges.remove(exchange));
            });
        } catch (IllegalArgumentException e) {
            throw NetworkFaults.bad("The request to '" + uri.getHost() + "' (" + e.getMessage() + ")");
        } catch (ReconException e) {
            // A cancelled exchange ends as cancelled or as broken, whichever the client's own thread sees first.
            throw lease.isOver() ? PluginText.gone("that asked for " + uri.getRawAuthority(), "the network") : e;
        }
    }

    private static InetSocketAddress resolved(InetSocketAddress to) throws IOException {
        return to.isUnresolved() ? new InetSocketAddress(InetAddress.getByName(to.getHostString()), to.getPort()) : to;
    }

    private static String named(InetSocketAddress to) {
        return to.getHostString() + ":" + to.getPort();
    }

    private void track(Closeable socket) {
        open.add(socket);
        if (lease.isOver()) {
            closeQuietly(socket);
            lease.check();
        }
    }

    @Override
    public void close() {
        open.forEach(TrackedNetwork::closeQuietly);
        exchanges.forEach(exchange -> exchange.cancel(true));
    }

    int openCount() {
        return open.size();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing failed, so there is nothing left to close.
        }
    }

    private final class Stream extends Socket {
        @Override
        public void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    private final class Datagrams extends DatagramSocket {
        Datagrams() throws SocketException {
            super();
        }

        @Override
        public void close() {
            open.remove(this);
            super.close();
        }
    }
}
