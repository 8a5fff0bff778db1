// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginName;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The way into one plugin: lets calls through while it is open, counts those that had to be abandoned, and shuts itself
 * after the third. Lives as long as host; what belongs to a running bundle is its {@link Generation}. Thread-safe.
 */
final class Gate {
    static final int ABANDONED_UNTIL_QUARANTINE = 3;

    private final String plugin;
    private final CleanThreads threads;
    private final Masked masked;
    private final Duration tolerance;
    private final BiConsumer<String, String> onQuarantine;
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String quarantine;
    private volatile String lastFailure;
    private Generation generation;

    /**
     * @param tolerance how long after its deadline a call may still end by itself
     * @param onQuarantine told the plugin's name and the reason
     */
    Gate(
            String plugin,
            CleanThreads threads,
            SecretMasks masks,
            Duration tolerance,
            BiConsumer<String, String> onQuarantine) {
        this.plugin = plugin;
        this.threads = threads;
        this.masked = new Masked(plugin, masks);
        this.tolerance = tolerance;
        this.onQuarantine = onQuarantine;
    }

    String plugin() {
        return plugin;
    }

    /** Calls if the gate is open; see {@link io.reconsync.contract.host.Guarded#call} for what is thrown. */
    <R> R call(String what, Deadline deadline, ClassLoader loader, Callable<R> body) {
        if (closed.get()) {
            throw PluginText.gone(plugin, what);
        }
        if (quarantine != null) {
            throw PluginText.quarantined(plugin, quarantine);
        }
        return pass(what, deadline, loader, body);
    }

    /** Calls even if the gate is closed. */
    <R> R pass(String what, Deadline deadline, ClassLoader loader, Callable<R> body) {
        deadline.check(what);
        try {
            return new GuardedCall<R>(this, generation(), what, tolerance).run(deadline, loader, body);
        } catch (ReconException e) {
            if (e.code().equals("plugin-failed") || e.code().equals("plugin-hung")) {
                lastFailure = e.getMessage();
            }
            throw e;
        }
    }

    synchronized Generation generation() {
        if (generation == null || generation.isReleased()) {
            generation = new Generation(plugin, threads);
        }
        return generation;
    }

    Masked masked() {
        return masked;
    }

    void abandoned(String what) {
        int count = abandoned.incrementAndGet();
        lastFailure = PluginText.hung(plugin, what).getMessage();
        if (count == ABANDONED_UNTIL_QUARANTINE && !plugin.equals(PluginName.CORE)) {
            quarantine = count + " calls did not come back in time, the last one while " + what + ".";
            onQuarantine.accept(plugin, quarantine);
        }
    }

    void close() {
        closed.set(true);
    }

    void open() {
        abandoned.set(0);
        quarantine = null;
        lastFailure = null;
        closed.set(false);
    }

    boolean isOpen() {
        return !closed.get() && quarantine == null;
    }

    int abandoned() {
        return abandoned.get();
    }

    Optional<String> quarantine() {
        return Optional.ofNullable(quarantine);
    }

    Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    synchronized int running() {
        return generation == null ? 0 : generation.running();
    }

    /** Ends what still runs; the bundle has left. */
    void release() {
        Generation leaving;
        synchronized (this) {
            leaving = generation;
            generation = null;
        }
        if (leaving != null) {
            leaving.release();
        }
    }
}
