// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command that waits for its confirmation.
 *
 * @param id opaque; part of the buttons' ids
 * @param guild where it was given
 * @param user who gave it
 * @param words the command, without the confirmation
 * @param tier that it needs
 * @param until when the question is over
 * @param typed what has to be typed in full; empty: a click will do
 * @param question the message with the buttons
 */
record Pending(
        String id,
        String guild,
        String user,
        List<String> words,
        Tier tier,
        Instant until,
        Optional<String> typed,
        Answering question) {}
