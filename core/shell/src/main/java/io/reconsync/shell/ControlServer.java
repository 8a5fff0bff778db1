// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket; each client gets a thread of its own and cannot harm the others. */
@Component(
        service = {},
        immediate = true)
public final class ControlServer {
    private static final int MOST_CLIENTS = 64;

    private final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private final CommandRunner runner;
    private final GogoSessions sessions;
    private final Peers peers;
    private final ServerSocketChannel server;
    private final Set<ControlSession> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();

    /** Opens the socket of the instance's home. */
    @Activate
    public ControlServer(
            @Reference Instance instance, @Reference CommandRunner runner, @Reference GogoSessions sessions) {
        this(instance.home(), runner, sessions);
    }

    ControlServer(Home home, CommandRunner runner, GogoSessions sessions) {
        this.runner = runner;
        this.sessions = sessions;
        try {
            Path socket = ControlSocket.of(home);
            this.peers = Peers.of(home);
            Files.deleteIfExists(socket);
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            if (Files.getFileAttributeView(socket, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The control socket cannot be opened.", e);
        }
        Thread thread = new Thread(this::accept, "control-accept");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                welcome(server.accept());
            } catch (IOException e) {
                if (server.isOpen()) {
                    log.warn("A client of the control socket could not be taken.", e);
                }
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (clients.size() >= 2 * MOST_CLIENTS) {
            channel.close();
            return;
        }
        String refusal = clients.size() < MOST_CLIENTS
                ? ""
                : "There are " + MOST_CLIENTS + " clients already. Try again in a moment.";
        ControlSession session = new ControlSession(channel, peers, runner, sessions, clients::remove, refusal);
        clients.add(session);
        Thread thread = new Thread(session, "control-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (which, thrown) -> log.error("A client of the control socket met an error.", thrown));
        thread.start();
    }

    /** Closes the socket and ends every client. */
    @Deactivate
    public void close() throws IOException {
        server.close();
        clients.forEach(ControlSession::close);
    }
}
