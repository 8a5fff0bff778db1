// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;

/** A connected UDP socket: connected, so that a closed port shows itself instead of looking like silence. */
public final class UdpWire implements DatagramWire {
    private static final int LARGEST = 65_535;

    private final Faults faults;
    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);

    private UdpWire(Faults faults, DatagramChannel channel, Selector selector) {
        this.faults = faults;
        this.channel = channel;
        this.selector = selector;
    }

    /** A socket bound to a free port and connected to {@code at}; sends nothing yet. */
    public static UdpWire open(Endpoint at, Faults faults, Deadline deadline) {
        var address = Addresses.resolve(at, faults, deadline);
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open();
            channel.configureBlocking(false);
            channel.connect(address);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpWire(faults, channel, selector);
        } catch (IOException e) {
            Closing.quietly(channel);
            throw faults.unreachable("the system says \"" + e.getMessage() + "\"");
        }
    }

    @Override
    public void send(byte[] datagram) {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            throw faults.refused();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] receive(Duration limit) {
        Deadline end = Deadline.after(limit);
        try {
            while (true) {
                buffer.clear();
                if (channel.read(buffer) > 0) {
                    return Arrays.copyOf(buffer.array(), buffer.position());
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw faults.interrupted();
                }
                if (end.expired()) {
                    return null;
                }
                selector.selectedKeys().clear();
                selector.select(Math.max(1, end.remaining().toMillis()));
            }
        } catch (PortUnreachableException e) {
            throw faults.refused();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private io.reconsync.api.ReconException failed(IOException e) {
        return Thread.currentThread().isInterrupted()
                ? faults.interrupted()
                : faults.unreachable("the system says \"" + e.getMessage() + "\"");
    }

    @Override
    public void close() {
        Closing.quietly(selector);
        Closing.quietly(channel);
    }
}
