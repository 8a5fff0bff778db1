// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Both ends in one process: the same texts, no wire. */
public final class MemoryEntrance implements Entrance {
    private final Executor pool;
    private final Set<MemoryChannel> channels = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Receiver> receivers;

    /** {@code pool} delivers what is sent. */
    public MemoryEntrance(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void open(Supplier<Receiver> agents) {
        receivers = agents;
    }

    @Override
    public void close() {
        receivers = null;
        channels.forEach(channel -> channel.close("The bot listens no more."));
    }

    /** Whether it listens. */
    public boolean isOpen() {
        return receivers != null;
    }

    /** A way in. */
    public Dialer dialer() {
        return new Dialer() {
            @Override
            public void dial(Receiver receiver, Deadline deadline) {
                connect(receiver);
            }

            @Override
            public String address() {
                return "memory";
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private void connect(Receiver agent) {
        Supplier<Receiver> open = receivers;
        if (open == null) {
            throw new ReconException(
                    "link-unreachable", ErrorOwner.REMOTE, "Nothing listens in this process.", "Start the bot's end.");
        }
        MemoryChannel near = new MemoryChannel(pool, agent);
        MemoryChannel far = new MemoryChannel(pool, open.get());
        near.join(far);
        far.join(near);
        channels.add(far);
        far.onClose(() -> channels.remove(far));
        far.open();
        near.open();
    }
}
