// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Actor;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Job;

/** Who did what, for the audit of core and for the guild's audit channel. */
final class Trail {
    private final Audit audit;

    Trail(Audit audit) {
        this.audit = audit;
    }

    /** Nothing was done; core's audit does not know of it yet. */
    void turnedAway(Who who, String line, String why) {
        Actor actor = who.actor();
        audit.record(actor, "discord", line, "refused: " + why);
        refused(who, line, why);
    }

    /** Nothing was done. */
    void refused(Who who, String line, String why) {}

    /** Something was done at once. */
    void done(Who who, String line) {}

    /** A job was begun; the mark is for its end. */
    String began(Who who, String line, String job) {
        return job;
    }

    /** A job is over. */
    void ended(String mark, Who who, String line, Job job) {}
}
