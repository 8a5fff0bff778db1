// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.interactions.Interaction;

/**
 * A member at the moment of one interaction, as Discord itself described it there.
 *
 * @param guild its guild, one of the configuration
 * @param user the id
 * @param name for people
 * @param tier empty: may do nothing
 */
record Who(GuildSettings guild, String user, String name, Optional<Tier> tier) {
    static Who of(GuildSettings guild, Interaction interaction) {
        List<String> roles = new ArrayList<>();
        Member member = interaction.getMember();
        if (member != null) {
            member.getUnsortedRoles().stream().map(ISnowflake::getId).forEach(roles::add);
        }
        String id = interaction.getUser().getId();
        return new Who(guild, id, interaction.getUser().getName(), guild.tier(id, roles));
    }

    /** For the registry and the audit; of the lowest tier when there is none. */
    Actor actor() {
        return new Actor(name + " (" + user + ")", tier.orElse(Tier.USER), Surface.DISCORD);
    }

    boolean may(Tier wanted) {
        return tier.filter(own -> own.compareTo(wanted) >= 0).isPresent();
    }
}
