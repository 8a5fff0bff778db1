// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.jobs.Job;
import java.util.Locale;

/** A job as a message. Pure. */
final class JobText {
    private JobText() {}

    static Rendered of(Job job) {
        String what = Markdown.plain(name(job));
        String text = Markdown.text(job.text());
        String id = "\n-# job " + job.id().substring(Math.max(0, job.id().length() - 12));
        String content = switch (job.state()) {
            case QUEUED -> "\u23f3 " + what + " waits for its turn." + id;
            case RUNNING -> "\u23f3 " + what + share(job) + (text.isBlank() ? "" : "\n" + text) + id;
            case SUCCEEDED -> "\u2705 " + what + (text.isBlank() ? " is done." : ": " + text) + took(job) + id;
            case FAILED -> "\u274c " + what + " failed: " + failure(job) + id;
            case CANCELLED -> "\u23f9 " + what + " was cancelled. " + text + id;
            case UNKNOWN -> "\u2754 " + what + " ended, and how cannot be said. " + text + id;
        };
        return Rendered.of(content);
    }

    /** What is done to what. */
    static String name(Job job) {
        String kind = job.request().kind().replace('-', ' ');
        String of = job.request().server().map(id -> " of " + id).orElse("");
        String text = kind + of;
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String share(Job job) {
        return job.progress() < 0 ? "" : String.format(Locale.ROOT, ": %.0f %%", job.progress() * 100);
    }

    private static String took(Job job) {
        return job.ended().map(end -> " " + Markdown.ago(end)).orElse("");
    }

    private static String failure(Job job) {
        return job.error()
                .map(error -> Markdown.text(error.message()) + "\n" + Markdown.text(error.nextStep()))
                .orElse(Markdown.text(job.text()));
    }
}
