// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** An open console. Calls are serialised by the session; it may be used from several threads. */
@ConsumerType
public interface ConsoleSession extends AutoCloseable {
    /**
     * Sends one command and gives the whole reply, which may be empty: many games answer nothing.
     *
     * @throws io.reconsync.api.ReconException code {@code console-timeout} or {@code console-closed}; the session is
     *     then closed
     */
    String send(String command, Deadline deadline);

    /** Lines that nobody asked for (streamed log, chat); called from the session's reader; at most one listener. */
    default void onLine(Consumer<String> listener) {}

    /** Whether the connection still stands. */
    boolean isOpen();

    @Override
    void close();
}
