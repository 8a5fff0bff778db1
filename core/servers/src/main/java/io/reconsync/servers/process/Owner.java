// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;

/** Whoever starts and stops a process that is not ours. Blocks; thread-safe. */
public interface Owner {
    /**
     * What the owner says: whether it runs, and its number, 0 when the owner does not know or it is not to be seen.
     *
     * @throws io.reconsync.api.ReconException when the owner cannot be asked, which says nothing about the game
     */
    Status status(Deadline deadline) throws InterruptedException;

    /** Has it started. @throws io.reconsync.api.ReconException code {@code owner-failed} or {@code server-not-ours} */
    void start(Deadline deadline) throws InterruptedException;

    /** Has it stopped in the owner's way. */
    void stop(Deadline deadline) throws InterruptedException;

    /** Has it killed. */
    void kill(Deadline deadline) throws InterruptedException;

    /** How a person stops it: "systemctl stop ark.service". */
    String stopAdvice();

    /** Whether the status has to be asked for, because the process cannot be recognised otherwise. */
    boolean hasStatus();

    /**
     * What an owner says.
     *
     * @param running whether it runs
     * @param pid its number; 0 when not known
     * @param clean whether, when it does not run, somebody had it stopped in the owner's way
     */
    record Status(boolean running, long pid, boolean clean) {}
}
