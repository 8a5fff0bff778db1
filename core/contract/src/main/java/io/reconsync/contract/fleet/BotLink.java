// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.fleet;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** An agent's side of the link. Implemented by core/link where {@code link.bot} is configured. Thread-safe. */
@ProviderType
public interface BotLink {
    /** How it stands. */
    Status status();

    /**
     * Enrols this installation with a one-time token; the key is made here and never leaves. Blocks until the bot has
     * taken it.
     *
     * @throws io.reconsync.api.ReconException code {@code enrol-…}
     */
    Status enroll(Secret token, Deadline deadline);

    /**
     * How the link stands.
     *
     * @param address of the bot
     * @param enrolled whether the bot knows us
     * @param online whether a session is up and reconciled
     * @param since when that began
     * @param waiting rows that the bot has not yet confirmed
     * @param sentence all of it in words
     */
    record Status(
            String address, boolean enrolled, boolean online, Optional<Instant> since, long waiting, String sentence) {}
}
