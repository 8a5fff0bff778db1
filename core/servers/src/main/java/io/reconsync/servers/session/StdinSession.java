// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.servers.process.StdinPipe;

/** Commands through the input of an own process; what the game answers is in its log. */
final class StdinSession implements ConsoleSession {
    private final StdinPipe pipe;

    StdinSession(StdinPipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public String send(String command, Deadline deadline) {
        deadline.check("writing to the input of the game");
        pipe.send(command);
        return "";
    }

    @Override
    public boolean isOpen() {
        return pipe.exists();
    }

    @Override
    public void close() {
        // The pipe belongs to the game.
    }
}
