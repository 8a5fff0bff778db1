// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.link.identity.BotTrust;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** An agent's way to its bot through a WebSocket. */
public final class WebSocketDialer implements Dialer {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final URI uri;
    private final BotTrust trust;
    private final HttpClient client;

    /**
     * @param address {@code wss://host:port}; {@code ws://} only within the machine
     * @param pin of the bot's certificate; empty: one that the authorities vouch for
     */
    public WebSocketDialer(String address, String pin, Executor pool) {
        this.uri = uri(address);
        this.trust = new BotTrust(pin);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust.context())
                .executor(pool)
                .connectTimeout(LONGEST)
                .build();
    }

    private static URI uri(String address) {
        try {
            URI uri = URI.create(address.strip());
            boolean plain = "ws".equals(uri.getScheme());
            if ((plain || "wss".equals(uri.getScheme())) && uri.getHost() != null) {
                if (plain && !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                    throw refused(address, "ws:// is not encrypted and so only for proxies on the same machine");
                }
                String path = uri.getPath() == null || uri.getPath().length() < 2 ? "" : uri.getPath();
                return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + WebSocketEntrance.PATH);
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw refused(address, e.getMessage());
        }
        throw refused(address, "it does not begin with wss:// and a host");
    }

    private static ReconException refused(String address, String why) {
        return new ReconException(
                "link-address",
                ErrorOwner.USER,
                "The bot's address '" + address + "' cannot be used: " + why + ".",
                "Write link: {bot: \"wss://host:8765\"} into conf/reconsync.yaml.");
    }

    @Override
    public void dial(Receiver receiver, Deadline deadline) {
        ClientChannel channel = new ClientChannel(receiver, trust::seen, address());
        CompletableFuture<java.net.http.WebSocket> dialling = client.newWebSocketBuilder()
                .subprotocols(WebSocketEntrance.PROTOCOL)
                .connectTimeout(deadline.atMost(LONGEST).remaining())
                .buildAsync(uri, channel);
        try {
            dialling.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            dialling.cancel(true);
            channel.close("It took too long.");
            throw failed("it took too long", "Look whether a firewall drops what goes there.", e);
        } catch (InterruptedException e) {
            dialling.cancel(true);
            channel.close("This end stops.");
            Thread.currentThread().interrupt();
            throw failed("this end stops", "Nothing is to be done.", e);
        } catch (ExecutionException e) {
            throw explained(e.getCause());
        }
    }

    private ReconException explained(Throwable cause) {
        if (cause instanceof SSLException) {
            return new ReconException(
                    "link-untrusted",
                    ErrorOwner.USER,
                    "The bot at " + address() + " is not believed: "
                            + deepest(cause).getMessage() + ".",
                    "If its certificate was changed on purpose, enrol this agent again with a new token; if not, somebody"
                            + " stands between.",
                    Duration.ofMinutes(1),
                    cause);
        }
        if (cause instanceof WebSocketHandshakeException refused) {
            int status =
                    refused.getResponse() == null ? 0 : refused.getResponse().statusCode();
            return failed(
                    "something answered with HTTP " + status + ", not as a bot does",
                    "Look at the port, and at the proxy if there is one.",
                    cause);
        }
        String why = cause instanceof ConnectException || cause.getMessage() == null
                ? "nothing answers there"
                : cause.getMessage();
        return failed(why, "Look whether the bot runs, and at link.bot in conf/reconsync.yaml.", cause);
    }

    private static Throwable deepest(Throwable thrown) {
        return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
    }

    private ReconException failed(String why, String next, Throwable cause) {
        return new ReconException(
                "link-unreachable",
                ErrorOwner.REMOTE,
                "The bot at " + address() + " cannot be reached: " + why + ".",
                next,
                Duration.ofSeconds(5),
                cause);
    }

    @Override
    public String address() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public void close() {
        // The client holds one thread, which ends with it.
    }
}
