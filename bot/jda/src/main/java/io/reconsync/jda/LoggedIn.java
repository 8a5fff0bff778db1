// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.EventListener;

/** A session whose token was accepted. */
record LoggedIn(JDA jda, Bell bell) implements DiscordSession {
    @Override
    public AutoCloseable listen(EventListener listener) {
        return bell.add(listener);
    }
}
