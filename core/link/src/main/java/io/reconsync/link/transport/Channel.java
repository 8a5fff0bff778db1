// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

/** One connection, as seen from one of its ends. Thread-safe. */
public interface Channel {
    /** Characters that may wait for the wire before the other side counts as too slow. */
    int MOST_WAITING = 2 * 1024 * 1024;

    /**
     * Hands a text to the wire; never blocks. When too much waits already, the channel closes itself.
     *
     * @return false when the channel is closed
     */
    boolean send(String text);

    /** Closes it, also when the other side hears nothing; the receiver hears of it. No effect on a closed one. */
    void close(String why);

    /** What ties a proof to this connection: the pin of the bot's certificate; empty without one. */
    String binding();

    /** Where the other side is, for people. */
    String remote();
}
