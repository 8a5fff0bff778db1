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

    /** Connects; refuses with exit code 3 when nothing runs. */
    static ControlClient connect(Home home) {
        SocketChannel channel = null;
        try {
            Path socket = ControlSocket.of(home);
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ControlClient(channel);
        } catch (IOException e) {
            close(channel);
            throw notRunning(home, e);
        }
    }

    private static Refusal notRunning(Home home, IOException e) {
        return new Refusal(
                ExitCode.NOT_RUNNING,
                "not-running",
                "No instance of ReconSync runs in " + home.root() + ".",
                "Start it with `reconsync run`, or name another home with --home.",
                e);
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
