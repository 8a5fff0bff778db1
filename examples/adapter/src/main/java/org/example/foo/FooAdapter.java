// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.WorldVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * Foo Online as code: only what {@code games/foo.yaml} cannot say. A game that needs no code needs no such class.
 *
 * <p>The annotation is all the registration there is: when the jar arrives, the class is made and offered; when the jar
 * leaves, it is withdrawn. One object serves all Foo servers, from several threads at once. So it keeps nothing of a
 * server: what a method needs comes with the call, and is not kept beyond it.
 */
@Component(service = GameAdapter.class)
public final class FooAdapter implements GameAdapter {
    /** One line of the reply to {@code list}: {@code 17 Ann 354s}. Plain and anchored: the reply is not to be trusted. */
    private static final Pattern PLAYER = Pattern.compile("^(\\d{1,10}) (\\S{1,32}) (\\d{1,9})s$");

    @Override
    public Set<String> games() {
        return Set.of("foo"); // each needs games/<name>.yaml in the jar, and to be named in bnd.bnd
    }

    /** What is declared here must work, and what works must be declared: the conformance suite tries both. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PLAYERS, Capability.VERIFIES_WORLD);
    }

    /**
     * Blocks, as every method with a deadline may; pass the deadline on and it is kept. An error of the console is a
     * ReconException that already says what is wrong and what to do: let it through. Lines that make no sense are
     * skipped, since a player may have chosen a name that looks like anything.
     */
    @Override
    public List<Player> players(GameServer server, Deadline deadline) {
        return server.console(deadline) // core opens, shares and closes it
                .send("list", deadline)
                .lines()
                .map(PLAYER::matcher)
                .filter(Matcher::matches)
                .map(line -> new Player(
                        line.group(2),
                        Optional.of(line.group(1)),
                        Optional.of(Duration.ofSeconds(Long.parseLong(line.group(3))))))
                .toList();
    }

    @Override
    public Optional<WorldVerifier> verifier() {
        return Optional.of(new FooWorld());
    }
}
