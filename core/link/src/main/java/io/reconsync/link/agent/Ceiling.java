// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Tier;
import io.reconsync.link.session.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a bot may ask of this agent at most, whatever it says: {@code link.allow}. No bot can lift it.
 *
 * @param tier as whom its people may act
 * @param servers globs
 * @param commands globs of whole names
 */
record Ceiling(Tier tier, List<String> servers, List<String> commands) {
    /** What changes this installation itself is for those who are on the machine. */
    private static final Set<String> NEVER = Set.of("enroll", "agent", "shutdown", "plugin", "dump", "shell", "fleet");

    static Ceiling of(Optional<Settings> allow) {
        Tier tier = allow.flatMap(keys -> keys.text("tier"))
                .map(text -> Said.constant(Tier.class, text))
                .orElse(Tier.OWNER);
        return new Ceiling(tier, globs(allow, "servers"), globs(allow, "commands"));
    }

    private static List<String> globs(Optional<Settings> allow, String key) {
        List<String> globs = allow.map(keys -> keys.texts(key)).orElse(List.of());
        return globs.isEmpty() ? List.of("*") : globs;
    }

    boolean allows(String server) {
        return fits(servers, server);
    }

    private static boolean fits(List<String> globs, String text) {
        return globs.stream().anyMatch(glob -> text.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q")));
    }

    /** The person as whom it counts here. */
    Actor lower(Actor actor) {
        Tier lowered = actor.tier().compareTo(tier) > 0 ? tier : actor.tier();
        return new Actor(actor.name(), lowered, actor.surface());
    }

    /**
     * Refuses what is above it.
     *
     * @param known ids of the servers here
     */
    void check(List<String> words, Set<String> known) {
        String line = String.join(" ", words);
        boolean named =
                commands.stream().anyMatch(glob -> fits(List.of(glob), line) || fits(List.of(glob + " *"), line));
        if (words.isEmpty() || NEVER.contains(words.get(0)) || !named) {
            throw refused(
                    "'" + (words.isEmpty() ? "" : words.get(0)) + "' is nothing that a bot may ask of this agent");
        }
        for (String word : words) {
            String value = word.startsWith("--") ? word.substring(word.indexOf('=') + 1) : word;
            if (known.contains(value) && !allows(value)) {
                throw refused("the server " + value + " is not open to the bot");
            }
        }
    }

    private static ReconException refused(String why) {
        return new ReconException(
                "agent-refuses",
                ErrorOwner.USER,
                "The agent refuses: " + why + ".",
                "Its own admin can change that under link.allow in its conf/reconsync.yaml.");
    }
}
