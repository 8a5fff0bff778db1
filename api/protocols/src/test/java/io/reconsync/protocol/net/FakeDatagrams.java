// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives the written datagrams in order, then silence; keeps what was sent. */
public final class FakeDatagrams implements DatagramWire {
    private final FakeTime time;
    private final Deque<byte[]> coming = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    public FakeDatagrams(FakeTime time, List<byte[]> datagrams) {
        this.time = time;
        coming.addAll(datagrams);
    }

    @Override
    public void send(byte[] datagram) {
        sent.add(Hex.text(datagram));
    }

    @Override
    public byte[] receive(Duration limit) {
        if (coming.isEmpty()) {
            time.pass(limit);
            return null;
        }
        return coming.remove();
    }

    public List<String> sent() {
        return sent;
    }

    @Override
    public void close() {}
}
