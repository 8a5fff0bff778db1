// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;

/** Somebody of whom we know nothing: we only look. */
final class Observed implements Owner {
    @Override
    public Status status(Deadline deadline) {
        return new Status(false, 0, false);
    }

    @Override
    public boolean hasStatus() {
        return false;
    }

    @Override
    public void start(Deadline deadline) {
        throw notOurs("started");
    }

    @Override
    public void stop(Deadline deadline) {
        throw notOurs("stopped");
    }

    @Override
    public void kill(Deadline deadline) {
        throw notOurs("killed");
    }

    @Override
    public String stopAdvice() {
        return "whatever started it";
    }

    private static ReconException notOurs(String what) {
        return new ReconException(
                "server-not-ours",
                ErrorOwner.USER,
                "This server is only observed (control: observe), so it cannot be " + what + " from here.",
                "Use whatever started it, or change control: in the server's file.");
    }
}
