// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.contract.config.Configuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Incidents to the guilds that see their servers: one message each, edited through its life; many at once in a digest.
 * Everything is on disk before it is taken for delivered.
 */
final class Alerts {
    static final String INCIDENT = "incident/";
    static final String DIGEST = "digest/";

    /** So many a minute have a message of their own in a channel. */
    private static final int ALONE = 5;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DIGEST_OPEN = Duration.ofMinutes(10);

    private final Guilds guilds;
    private final Configuration configuration;
    private final PostTable posts;
    private final IncidentTable told;
    private final Clock clock;

    Alerts(Guilds guilds, Configuration configuration, PostTable posts, IncidentTable told, Clock clock) {
        this.guilds = guilds;
        this.configuration = configuration;
        this.posts = posts;
        this.told = told;
        this.clock = clock;
    }

    /** Takes a change; it is on disk when this returns. */
    void take(Incident incident, Change change) {
        for (GuildSettings guild : guilds.all()) {
            Optional<String> channel = channel(guild, incident);
            if (channel.isPresent()) {
                tell(guild, channel.get(), incident, change);
            }
        }
    }

    private Optional<String> channel(GuildSettings guild, Incident incident) {
        if (incident.server().isEmpty()) {
            return guild.scope().isEverything() ? guild.channel("alerts") : Optional.empty();
        }
        String server = incident.server().get();
        if (!guild.scope().contains(server)) {
            return Optional.empty();
        }
        return configuration
                .server(server)
                .flatMap(config -> config.alerts().channel())
                .flatMap(guild::channel)
                .or(() -> guild.channel("alerts"));
    }

    private void tell(GuildSettings guild, String channel, Incident incident, Change change) {
        Instant now = clock.instant();
        Optional<IncidentTable.Told> before = told.find(guild.id(), incident.id());
        if (before.isEmpty() && change == Change.RESOLVED) {
            return;
        }
        String post = before.map(IncidentTable.Told::post).orElseGet(() -> post(guild.id(), channel, incident, now));
        IncidentTable.Told after = new IncidentTable.Told(
                guild.id(),
                incident.id(),
                post,
                before.map(IncidentTable.Told::channel).orElse(channel),
                incident.server(),
                incident.title(),
                IncidentText.severity(incident.severity()),
                IncidentText.state(change, before.map(IncidentTable.Told::state)),
                before.flatMap(IncidentTable.Told::taker),
                incident.began(),
                incident.resolved());
        told.save(after, now);
        Notice notice = after.alone()
                ? IncidentText.of(incident, after, guild.mention())
                : IncidentText.digest(told.of(guild.id(), post));
        posts.put(guild.id(), post, after.channel(), notice, now);
    }

    private String post(String guild, String channel, Incident incident, Instant now) {
        if (told.aloneSince(guild, channel, now.minus(MINUTE)) < ALONE) {
            return INCIDENT + incident.id();
        }
        return told.digestSince(guild, channel, now.minus(DIGEST_OPEN)).orElse(DIGEST + incident.id());
    }

    /** Somebody in Discord takes an incident. */
    void taker(String incident, String name) {
        told.taken(incident, name);
    }

    /** Says so in every channel for alerts; returns when all have it. */
    void test(Incident incident, Poster poster, Deadline deadline) {
        int channels = 0;
        for (GuildSettings guild : guilds.all()) {
            Optional<String> channel = guild.channel("alerts");
            if (channel.isPresent()) {
                channels++;
                Notice notice = Notice.text(
                        "\ud83d\udd14 **" + Markdown.plain(incident.title()) + "**\n" + Markdown.text(incident.text()));
                poster.now(guild.id(), channel.get(), notice, deadline);
            }
        }
        if (channels == 0) {
            throw new ReconException(
                    "discord-no-channel",
                    ErrorOwner.USER,
                    "No guild in conf/reconsync.yaml has a channel for alerts.",
                    "Add channels: {alerts: \"<id of the channel>\"} to a guild below discord.guilds.");
        }
    }
}
