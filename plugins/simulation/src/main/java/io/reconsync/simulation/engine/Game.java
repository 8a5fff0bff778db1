// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.util.Map;

/** What one game does its own way; the {@link Simulation} calls it. */
public interface Game {
    /** Where and how this world lies on disk. */
    WorldSet set();

    /** Whether anything of a world is there, whole or not. */
    boolean hasWorld() throws IOException;

    /** Log lines of a starting process, then opens the ports; the world is not joinable yet. */
    void start() throws IOException;

    /** Bound ports by option name: {@code game-port}, {@code query-port}, {@code console-port}. */
    Map<String, Integer> ports();

    /** From the start to {@link #ready}, in game milliseconds. */
    long startMillis();

    void ready();

    /** The world file's writing takes so long unless changed by control, in game milliseconds. */
    long saveMillis();

    /** Writes the set as this game does, step by step. */
    void save(SaveRun run) throws IOException, InterruptedException;

    /** Says in the log that a save ended well; not called for a failed one. */
    void saved(SaveRun run, double seconds);

    void saveFailed(String why);

    void joined(Player player) throws IOException;

    void left(Player player, String reason) throws IOException;

    /** A death; {@code by} is null for one without a killer. */
    void died(Player player, String by) throws IOException;

    void said(String who, String text);

    /** Writes what a crash of this game leaves: log lines, marker files. */
    void crashing(Crash crash) throws IOException;

    /** Log lines and closed files of a graceful end. */
    void stopped() throws IOException;

    /** What SIGINT and SIGTERM do unless changed by {@code --set int=...}, {@code --set term=...}. */
    SignalAnswer onInterrupt();

    SignalAnswer onTerminate();

    /** An answer to a signal. */
    enum SignalAnswer {
        SAVE,
        EXIT,
        IGNORE
    }
}
