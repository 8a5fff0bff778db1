// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.BotCertificate;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot's end of WebSockets: one port, one path, TLS unless a proxy on the same machine does that. */
public final class WebSocketEntrance implements Entrance {
    /** Where agents ask for the upgrade. */
    public static final String PATH = "/link";

    /** The subprotocol; a later, different one gets another number. */
    public static final String PROTOCOL = "reconsync.1";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEntrance.class);
    private static final Duration UNTIL_UPGRADE = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofMinutes(5);
    private static final int HEADER = 4096;
    private static final int THREADS = 12;

    private final InetSocketAddress address;
    private final Optional<BotCertificate> certificate;
    private final Set<JettyChannel> channels = ConcurrentHashMap.newKeySet();
    private Server server;
    private ServerConnector connector;

    /** {@code certificate} empty: no TLS. */
    public WebSocketEntrance(InetSocketAddress address, Optional<BotCertificate> certificate) {
        this.address = address;
        this.certificate = certificate;
    }

    @Override
    public synchronized void open(Supplier<Receiver> receivers) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jetty asks this loader for its own parts.
        thread.setContextClassLoader(Server.class.getClassLoader());
        try {
            listen(receivers);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void listen(Supplier<Receiver> receivers) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("recon-link-in");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER);
        connector = certificate
                .map(own -> secure(own, http))
                .orElseGet(() -> new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(UNTIL_UPGRADE.toMillis());
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> accept(container, receivers)));
        try {
            contained(() -> {
                server.start();
                return null;
            });
        } catch (ExecutionException e) {
            LOG.debug("The link cannot listen.", e.getCause());
            close();
            throw new ReconException(
                    "link-listen",
                    ErrorOwner.USER,
                    "The link cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + deepest(e.getCause()).getMessage() + ".",
                    "Set link.listen in conf/reconsync.yaml to an address of this machine and a port that is free.",
                    e.getCause());
        }
    }

    private ServerConnector secure(BotCertificate own, HttpConfiguration http) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(own.context());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setRenegotiationAllowed(false);
        // Agents dial addresses that stand in no certificate; they know the bot by its pin.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    }

    private void accept(ServerWebSocketContainer container, Supplier<Receiver> receivers) {
        container.setMaxTextMessageSize(4L * Frames.LONGEST);
        container.setMaxBinaryMessageSize(1);
        container.setMaxFrameSize(4L * Frames.LONGEST);
        container.setIdleTimeout(SILENT);
        String binding = certificate.map(BotCertificate::pin).orElse("");
        container.addMapping(PATH, (request, response, callback) -> {
            if (!request.getSubProtocols().contains(PROTOCOL)) {
                response.setStatus(426);
                callback.succeeded();
                return null;
            }
            response.setAcceptedSubProtocol(PROTOCOL);
            JettyChannel channel = new JettyChannel(receivers.get(), binding, channels::remove);
            channels.add(channel);
            return channel;
        });
    }

    /** The port it listens on. */
    public synchronized int port() {
        return connector.getLocalPort();
    }

    @Override
    public synchronized void close() {
        channels.forEach(channel -> channel.close("The bot ends."));
        if (server != null) {
            Server ending = server;
            server = null;
            try {
                contained(() -> {
                    ending.stop();
                    return null;
                });
            } catch (ExecutionException e) {
                LOG.warn(
                        "The link did not stop listening in order: {}",
                        e.getCause().getMessage());
            }
        }
    }

    private static Throwable deepest(Throwable thrown) {
        return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
    }

    /** Jetty's life cycle throws whatever it likes. */
    private static void contained(Callable<Void> action) throws ExecutionException {
        FutureTask<Void> task = new FutureTask<>(action);
        task.run();
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
