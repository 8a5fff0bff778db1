// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.session.LinkThreads;
import io.reconsync.link.store.Streams;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the parts of an agent's end share. */
record Own(
        Supplier<String> name,
        String version,
        String boot,
        AgentKeys keys,
        BotBook book,
        Streams streams,
        Frames frames,
        Runs runs,
        OrderRunner runner,
        Announcer announcer,
        Events events,
        LinkThreads threads,
        Executor commands,
        AtomicLong ahead,
        Clock clock,
        LongSupplier nanos) {
    static final int FRAMES_PER_SECOND = 2000;

    static String boot(Instance instance) {
        return instance.started().toEpochMilli() + "-" + ProcessHandle.current().pid();
    }
}
