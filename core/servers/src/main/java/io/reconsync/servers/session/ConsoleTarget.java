// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import java.util.Map;
import java.util.Optional;

/**
 * Which console a server has.
 *
 * @param kind of a ConsoleKind, or {@code stdin}
 * @param at where; empty for stdin
 * @param password may be empty
 * @param options for the kind
 */
public record ConsoleTarget(String kind, Optional<Endpoint> at, Secret password, Map<String, String> options) {
    /** The kind that core itself offers. */
    public static final String STDIN = "stdin";

    public ConsoleTarget {
        options = Map.copyOf(options);
    }
}
