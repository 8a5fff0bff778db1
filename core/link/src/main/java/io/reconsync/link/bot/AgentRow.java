// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An agent as the store has it.
 *
 * @param key its public key
 * @param nextKey the one it will use from now on; empty for none
 * @param lease what its last session left with it; empty: the next session may begin without
 * @param offered what its newest session offered and the agent has not confirmed
 * @param revoked milliseconds; 0 while it is welcome
 * @param lastSeen milliseconds; 0 for never
 */
record AgentRow(
        String id,
        String name,
        String guild,
        List<String> servers,
        List<String> namespaces,
        String key,
        String nextKey,
        String lease,
        String offered,
        long revoked,
        long lastSeen,
        String version) {
    boolean mayOwn(String server) {
        return fits(servers, server);
    }

    boolean mayOffer(String namespace) {
        return fits(namespaces, namespace);
    }

    /** Whether one of the globs fits; {@code *} stands for anything. */
    static boolean fits(List<String> globs, String text) {
        return globs.stream().anyMatch(glob -> text.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q")));
    }
}
