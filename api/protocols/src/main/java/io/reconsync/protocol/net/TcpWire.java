// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A TCP connection whose every step has a deadline and ends at once when the thread is interrupted. */
public final class TcpWire implements StreamWire {
    private final Faults faults;
    private final SocketChannel channel;
    private final Selector reading;

    private TcpWire(Faults faults, SocketChannel channel, Selector reading) {
        this.faults = faults;
        this.channel = channel;
        this.reading = reading;
    }

    /**
     * Connects.
     *
     * @throws ReconException {@code …-refused}, {@code …-timeout}, {@code …-unreachable}, {@code interrupted}
     */
    public static TcpWire open(Endpoint at, Faults faults, Deadline deadline) {
        var address = Addresses.resolve(at, faults, deadline);
        SocketChannel channel = null;
        Selector selector = null;
        boolean done = false;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            selector = Selector.open();
            if (!channel.connect(address)) {
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
                while (!channel.finishConnect()) {
                    await(selector, deadline.remaining(), faults);
                    if (deadline.expired()) {
                        throw faults.timeout("the connection");
                    }
                }
                key.interestOps(SelectionKey.OP_READ);
            } else {
                channel.register(selector, SelectionKey.OP_READ);
            }
            done = true;
            return new TcpWire(faults, channel, selector);
        } catch (ConnectException e) {
            String text = String.valueOf(e.getMessage());
            throw text.contains("refused") ? faults.refused() : faults.unreachable("the system says \"" + text + "\"");
        } catch (IOException e) {
            throw faults.unreachable("the system says \"" + e.getMessage() + "\"");
        } finally {
            if (!done) {
                Closing.quietly(selector);
                Closing.quietly(channel);
            }
        }
    }

    @Override
    public void write(byte[] bytes, Deadline deadline) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        Selector writing = null;
        try {
            while (left.hasRemaining()) {
                if (channel.write(left) == 0) {
                    if (writing == null) {
                        writing = Selector.open();
                        channel.register(writing, SelectionKey.OP_WRITE);
                    }
                    await(writing, deadline.remaining(), faults);
                    if (deadline.expired()) {
                        throw faults.timeout("the other side to take the command");
                    }
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            throw faults.closed("while a command was being sent");
        } finally {
            Closing.quietly(writing);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration limit) {
        Deadline end = Deadline.after(limit);
        ByteBuffer target = ByteBuffer.wrap(into, offset, length);
        try {
            while (true) {
                int count = channel.read(target);
                if (count != 0 || end.expired()) {
                    return count;
                }
                await(reading, end.remaining(), faults);
            }
        } catch (IOException | ClosedSelectorException e) {
            return -1;
        }
    }

    private static void await(Selector selector, Duration limit, Faults faults) throws IOException {
        selector.selectedKeys().clear();
        if (!limit.isZero()) {
            selector.select(Math.max(1, limit.toMillis()));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw faults.interrupted();
        }
    }

    @Override
    public void close() {
        Closing.quietly(channel);
        Closing.quietly(reading);
    }
}
