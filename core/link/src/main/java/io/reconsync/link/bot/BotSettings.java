// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.contract.runtime.Home;
import io.reconsync.link.identity.BotCertificate;
import io.reconsync.link.identity.PrivateFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code link:} of a bot.
 *
 * @param listen where
 * @param address where agents find it, for tokens; empty when nobody said
 * @param tls whether connections are encrypted here
 * @param certificate a given one; empty: its own
 * @param key of the given one
 * @param beat how often agents give a sign of life
 */
record BotSettings(
        InetSocketAddress listen,
        Optional<String> address,
        boolean tls,
        Optional<Path> certificate,
        Optional<Path> key,
        Duration beat) {
    static BotSettings of(Settings link, Home home) {
        InetSocketAddress listen = address(link.required("listen"));
        boolean tls = link.flag("tls").orElse(true);
        if (!tls && (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress())) {
            throw new ReconException(
                    "link-plain",
                    ErrorOwner.USER,
                    "link.tls is off, but link.listen is no address of this machine only.",
                    "Let a proxy on this machine end TLS and listen on 127.0.0.1, or leave out link.tls.");
        }
        return new BotSettings(
                listen,
                link.text("address"),
                tls,
                link.text("certificate").map(home.root()::resolve),
                link.text("key").map(home.root()::resolve),
                link.duration("beat").orElse(Duration.ofSeconds(10)));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        String port = text.substring(colon + 1);
        if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ReconException(
                    "link-listen",
                    ErrorOwner.USER,
                    "link.listen is '" + text + "', which is no address and port.",
                    "Write for example 0.0.0.0:8765.");
        }
        return new InetSocketAddress(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(port));
    }

    /** What it shows to agents; made when there is none. */
    Optional<BotCertificate> shown(Home home, String name, Clock clock) {
        if (!tls) {
            return Optional.empty();
        }
        return Optional.of(certificate
                .map(given -> BotCertificate.given(given, key.orElse(given)))
                .orElseGet(() ->
                        BotCertificate.own(new PrivateFile(home.secrets().resolve("link-bot.pem")), name, clock)));
    }
}
