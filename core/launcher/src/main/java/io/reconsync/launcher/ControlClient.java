// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A connection to the running instance. One thread may send while another receives. */
final class ControlClient implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        this.in = SocketStreams.in(channel);
        this.out = SocketStreams.out(channel);
    }

    /** Connects; refuses with exit code 3 when nothing runs, 4 when it is another user's. */
    static ControlClient connect(Home home) {
        SocketChannel channel = null;
        try {
            Path socket = ControlSocket.of(home);
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ControlClient(channel);
        } catch (IOException e) {
            close(channel);
            throw refusal(home, e);
        }
    }

    /** Another user's instance is not one that does not run. */
    static Refusal refusal(Home home, IOException e) {
        boolean closed = Files.isDirectory(home.run()) && !Files.isExecutable(home.run());
        if (closed || e instanceof AccessDeniedException || "Permission denied".equals(e.getMessage())) {
            return new Refusal(
                    ExitCode.DENIED,
                    "denied",
                    "The user " + System.getProperty("user.name") + " may not speak with what runs in " + home.root()
                            + ".",
                    "Ask as the user that runs it" + owner(home) + ".",
                    e);
        }
        return new Refusal(
                ExitCode.NOT_RUNNING,
                "not-running",
                "No instance of ReconSync runs in " + home.root() + ".",
                "Start it with `reconsync run`, or name another home with --home.",
                e);
    }

    private static String owner(Home home) {
        try {
            return ": sudo -u " + Files.getOwner(home.run()) + " reconsync …";
        } catch (IOException e) {
            return "";
        }
    }

    synchronized void send(ControlMessage message) throws IOException {
        ControlFrame.write(out, message.json());
    }

    /** The next message; empty when the other side has closed. */
    Optional<ControlMessage> receive() throws IOException {
        return ControlFrame.read(in).map(ControlMessage::parse);
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing can be lost: nothing was sent.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
