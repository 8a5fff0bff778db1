// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.contract.fleet.Fleet;
import io.reconsync.link.identity.BotCertificate;
import io.reconsync.link.identity.Token;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Makes tokens. */
final class Enrolments {
    private final Roster roster;
    private final BotSettings settings;
    private final Optional<BotCertificate> certificate;

    Enrolments(Roster roster, BotSettings settings, Optional<BotCertificate> certificate) {
        this.roster = roster;
        this.settings = settings;
        this.certificate = certificate;
    }

    Fleet.Ticket ticket(Fleet.Request request) {
        String address = request.address().or(settings::address).orElseGet(this::guess);
        String pin = certificate
                .filter(BotCertificate::pinned)
                .map(BotCertificate::pin)
                .orElse("");
        Token token = Token.make(pin, address);
        return new Fleet.Ticket(token.text(), address, roster.keep(token, request));
    }

    /** The listening address, or this machine's name when it listens on all. */
    private String guess() {
        String scheme = settings.tls() ? "wss://" : "ws://";
        InetAddress listen = settings.listen().getAddress();
        String host = settings.listen().getHostString();
        if (listen != null && listen.isAnyLocalAddress()) {
            try {
                host = InetAddress.getLocalHost().getCanonicalHostName();
            } catch (UnknownHostException e) {
                host = "localhost";
            }
        }
        return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + settings.listen().getPort();
    }
}
