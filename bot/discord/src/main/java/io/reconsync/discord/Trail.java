// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.values.Ids;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Who did what, for the audit of core and, as a mirror, for the guild's audit channel. */
final class Trail {
    private static final int LONGEST = 500;

    private final Audit audit;
    private final PostTable posts;
    private final Guilds guilds;
    private final Clock clock;

    Trail(Audit audit, PostTable posts, Guilds guilds, Clock clock) {
        this.audit = audit;
        this.posts = posts;
        this.guilds = guilds;
        this.clock = clock;
    }

    /** Nothing was done; core's audit does not know of it yet. */
    void turnedAway(Who who, String line, String why) {
        audit.record(who.actor(), "discord", SlashLimits.cut(line, LONGEST), "refused: " + why);
        refused(who, line, why);
    }

    /** Nothing was done. */
    void refused(Who who, String line, String why) {
        mirror(who, "audit/" + Ids.next(clock), "\u26d4 " + head(who, line) + "\nrefused: " + Markdown.text(why));
    }

    /** Something was done at once. */
    void done(Who who, String line) {
        mirror(who, "audit/" + Ids.next(clock), "\u2705 " + head(who, line));
    }

    /** A job was begun; its end edits the same message. */
    void began(Who who, String line, String job) {
        mirror(who, "audit/" + job, "\u23f3 " + head(who, line) + end(job));
    }

    /** A job is over. */
    void ended(Who who, String line, Job job) {
        String icon = job.state() == Job.State.SUCCEEDED ? "\u2705 " : "\u274c ";
        String text = job.error().map(Job.Failure::message).orElse(job.text());
        mirror(
                who,
                "audit/" + job.id(),
                icon + head(who, line) + "\n" + job.state().name().toLowerCase(Locale.ROOT) + ": "
                        + Markdown.text(SlashLimits.cut(text, LONGEST)) + end(job.id()));
    }

    private static String end(String job) {
        return "\n-# job " + job.substring(Math.max(0, job.length() - 12));
    }

    private static String head(Who who, String line) {
        String tier =
                who.tier().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("no tier");
        return "<@" + who.user() + "> (" + tier + ") " + Markdown.code(SlashLimits.cut(line, LONGEST));
    }

    private void mirror(Who who, String name, String text) {
        Optional<String> channel = guilds.find(who.guild().id()).flatMap(guild -> guild.channel("audit"));
        channel.ifPresent(id -> posts.put(who.guild().id(), name, id, Notice.text(text), clock.instant()));
    }
}
