// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One message per guild that says how things are and edits itself: only when something changed, and not too often. */
final class StatusBoard {
    static final String NAME = "status";

    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Actor WATCHER = new Actor("status message", Tier.USER, Surface.DISCORD);

    private final Guilds guilds;
    private final Commands commands;
    private final PostTable posts;
    private final Clock clock;
    private final Map<String, String> last = new ConcurrentHashMap<>();

    StatusBoard(Guilds guilds, Commands commands, PostTable posts, Clock clock) {
        this.guilds = guilds;
        this.commands = commands;
        this.posts = posts;
        this.clock = clock;
    }

    void round() {
        for (GuildSettings guild : guilds.all()) {
            guild.channel(NAME).ifPresent(channel -> show(guild, channel));
        }
    }

    private void show(GuildSettings guild, String channel) {
        Commands.Result result = commands.run(List.of("status"), WATCHER, guild.scope(), Deadline.after(LIMIT));
        Status status = Status.of(result.reply().data());
        String text = StatusText.of(status);
        Instant now = clock.instant();
        if (!status.ready() || text.equals(last.get(guild.id()))) {
            return;
        }
        Optional<Instant> before = posts.changed(guild.id(), NAME);
        if (before.isPresent() && now.isBefore(before.get().plus(PACE))) {
            return;
        }
        last.put(guild.id(), text);
        String footer = "\n-# as of " + Markdown.moment(now);
        String cut = SlashLimits.cut(text, Rendered.LONGEST - footer.length());
        posts.put(guild.id(), NAME, channel, Notice.text(cut + footer), now);
    }
}
