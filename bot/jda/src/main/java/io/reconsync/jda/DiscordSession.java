// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.EventListener;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one session with Discord. A service from the moment the token was accepted until the {@code discord:} section
 * changes or goes; it outlives every update of the bundle that uses it. Thread-safe.
 */
@ProviderType
public interface DiscordSession {
    /** The session itself; may still be on its way to READY. Whoever takes it must not shut it down. */
    JDA jda();

    /**
     * Hands every later event to {@code listener}, in JDA's own thread, so it must be quick. While nobody listens,
     * members who use a command or a button are told to try again.
     *
     * @return closing ends it
     */
    AutoCloseable listen(EventListener listener);
}
