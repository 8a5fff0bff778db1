// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import java.util.Optional;

/**
 * The keys below {@code foo:} in a server's file, as {@code schema/foo.json} allows them; read with
 * {@code server.settings(FooSettings.class)}. A component {@code maxPlayers} would read the key {@code max_players}.
 *
 * @param port the game's own port
 * @param greeting put before what is said
 */
record FooSettings(Optional<Long> port, Optional<String> greeting) {}
