// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.api.runtime.PluginContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The sandbox as a game: where its program is, on which free ports, who is on, and whether a world is whole. */
@Component(service = GameAdapter.class)
public final class SandboxAdapter implements GameAdapter {
    private static final Pattern LINE = Pattern.compile("(S-\\d{1,9}) (.*)");

    private final Path program;
    private final Ports ports;

    /** As a component. */
    @Activate
    public SandboxAdapter(@Reference PluginContext context) {
        this.program = ServerJar.lay(context.dataDirectory());
        this.ports = new Ports(context.state());
    }

    @Override
    public Set<String> games() {
        return Set.of("sandbox");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PLAYERS, Capability.VERIFIES_WORLD);
    }

    @Override
    public List<Player> players(GameServer server, Deadline deadline) {
        return parse(server.console(deadline).send("list", deadline));
    }

    static List<Player> parse(String reply) {
        List<Player> players = new ArrayList<>();
        for (String line : reply.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                players.add(new Player(matcher.group(2), Optional.of(matcher.group(1)), Optional.empty()));
            }
        }
        return players;
    }

    @Override
    public Optional<WorldVerifier> verifier() {
        return Optional.of(new SandboxVerifier());
    }

    @Override
    public Map<String, String> values(GameServer server) {
        Map<String, String> values = new TreeMap<>(ports.of(server.id()));
        values.put("sandbox.jar", program.toString());
        values.put(
                "sandbox.java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return values;
    }
}
