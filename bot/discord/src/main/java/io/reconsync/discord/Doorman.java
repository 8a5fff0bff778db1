// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/** Lets in members of configured guilds that have a tier there, asked anew at every command and every click. */
record Doorman(Guilds guilds, Trail trail) {
    /** The member, or empty after a refusal. */
    Optional<Who> admit(IReplyCallback event, String what) {
        Optional<Who> who = look(event);
        if (who.isEmpty()) {
            refuse(
                    event,
                    "ReconSync is not set up for this Discord server.",
                    "Its owner adds the server's id below discord.guilds in conf/reconsync.yaml.",
                    "guild-unlisted");
            GuildSettings stranger = new GuildSettings(
                    String.valueOf(
                            event.getGuild() == null
                                    ? "direct message"
                                    : event.getGuild().getId()),
                    new io.reconsync.contract.commands.Scope(List.of()),
                    Map.of(),
                    Map.of(),
                    Optional.empty());
            trail.turnedAway(Who.of(stranger, event), what, "guild " + stranger.id() + " is not configured");
            return Optional.empty();
        }
        if (who.get().tier().isEmpty()) {
            refuse(
                    event,
                    "You have no tier here.",
                    "Ask an owner to give one of your roles a tier in conf/reconsync.yaml.",
                    "denied");
            trail.turnedAway(who.get(), what, "no tier");
            return Optional.empty();
        }
        return who;
    }

    /** The member, for what answers nothing to strangers. */
    Optional<Who> look(Interaction event) {
        return event.getGuild() == null
                ? Optional.empty()
                : guilds.find(event.getGuild().getId()).map(guild -> Who.of(guild, event));
    }

    /** Whether the member has the tier; refuses else. */
    boolean has(Tier tier, Who who, IReplyCallback event, String what) {
        if (who.may(tier)) {
            return true;
        }
        String wanted = tier.name().toLowerCase(java.util.Locale.ROOT);
        refuse(event, "This is for " + wanted + "s, and you are none now.", "Ask an owner.", "denied");
        trail.turnedAway(who, what, "needs " + wanted);
        return false;
    }

    static void refuse(IReplyCallback event, String what, String next, String code) {
        event.reply(Messages.of(ReplyText.refusal(what, next, code), List.of()))
                .setEphemeral(true)
                .queue();
    }
}
