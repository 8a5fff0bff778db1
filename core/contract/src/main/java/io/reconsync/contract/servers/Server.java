// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.Guarded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A server as core sees it. Thread-safe. */
@ProviderType
public interface Server extends GameServer {
    /** Its configuration in force. */
    ServerConfig config();

    /** Whether profile and, where the game has one, adapter are there. */
    boolean adapterPresent();

    /** Why there is no adapter; empty when there is one. */
    Optional<String> adapterProblem();

    /** The plugin whose adapter or profile is in use; empty for a file in {@code games/}. */
    Optional<String> adapterPlugin();

    /**
     * Whether a process runs now, asked of the operating system or the owner.
     *
     * @throws io.reconsync.api.ReconException when the owner cannot be asked and no process is to be seen: then nobody may
     *     take it for stopped
     */
    boolean running();

    /** Whether the log showed the ready marker since the process started (or none is known and it runs). */
    boolean ready();

    /** Starts through the owner and waits for the process, not for ready. No effect when it runs. */
    void start(Deadline deadline) throws InterruptedException;

    /**
     * Stops through the owner: the profile's steps, until the process has gone.
     *
     * @param graceful false: kill at once
     */
    void stop(boolean graceful, Deadline deadline) throws InterruptedException;

    /**
     * Keeps the server from being started by anybody of us until closed. The owner must already have stopped it.
     *
     * @throws io.reconsync.api.ReconException code {@code server-running}; the next step says how its owner stops it
     */
    AutoCloseable holdStill(String reason);

    /** Who is on: adapter, else profile's list, else query. */
    List<Player> players(Deadline deadline);

    /** Performs one step of a profile; a console command's reply, else empty text. */
    String perform(GameProfile.Step step, Deadline deadline) throws InterruptedException;

    /** A mark in the log: the lines from now on. */
    LogPosition mark();

    /** Waits for a line after {@code from} that matches; empty when the time is over. */
    Optional<String> awaitLine(LogPosition from, String pattern, Duration limit) throws InterruptedException;

    /** The last lines of the log, masked. */
    List<String> tail(int lines);

    /** The folders (or files) that a backup takes, absolute, each below install or the save folder. */
    List<Path> worldRoots();

    /** The adapter's selector. */
    Optional<Guarded<WorldSelector>> selector();

    /** The adapter's verifier. */
    Optional<Guarded<WorldVerifier>> verifier();

    /** Declares a long operation (save, restore, update), during which silence is no hang; closing ends it. */
    AutoCloseable busy(String operation);

    /** The operation declared by {@link #busy}; empty for none. */
    Optional<String> busyWith();

    /** An opaque place in the log. */
    interface LogPosition {}
}
