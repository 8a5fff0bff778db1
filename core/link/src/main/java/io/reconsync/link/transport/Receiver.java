// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

/** Takes what happens on a channel. Calls come one after the other. */
public interface Receiver {
    /** The channel is open; first of all calls. */
    void opened(Channel channel);

    /**
     * A text came in.
     *
     * @param next to be run when the next one may come, which slows the other side down
     */
    void text(String text, Runnable next);

    /** The channel is closed; last of all calls, exactly once, also for one that never opened. */
    void closed(String why);
}
