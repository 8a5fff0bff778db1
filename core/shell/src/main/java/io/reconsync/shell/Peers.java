// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Who is at the other end of a connection, as the operating system says; only our own user and root may talk. */
final class Peers {
    private final UserPrincipal owner;

    private Peers(UserPrincipal owner) {
        this.owner = owner;
    }

    static Peers of(Home home) throws IOException {
        return new Peers(Files.getOwner(home.run()));
    }

    /** The user's name; the owner's where the platform cannot say, since the folder keeps others out. */
    String name(SocketChannel channel) throws IOException {
        return user(channel).orElse(owner).getName();
    }

    boolean allowed(SocketChannel channel) throws IOException {
        Optional<UserPrincipal> user = user(channel);
        return user.isEmpty()
                || user.get().equals(owner)
                || user.get().getName().equals("root");
    }

    private static Optional<UserPrincipal> user(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return Optional.empty();
        }
        UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return Optional.of(peer.user());
    }
}
