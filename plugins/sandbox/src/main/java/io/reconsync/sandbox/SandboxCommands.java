// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.Player;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Commands that only make sense with a sandbox: who is on, and what one would never do to a real server. */
@Component(service = CommandSet.class)
public final class SandboxCommands implements CommandSet {
    /** Codes that a crash gives, because nobody is left to answer. */
    private static final Set<String> GONE = Set.of("console-closed", "console-timeout", "deadline-passed");

    @Override
    public String namespace() {
        return "sandbox";
    }

    @Override
    public List<CommandDescriptor> commands() {
        return List.of(
                command("players", "Shows who is on a sandbox server", Tier.USER, false),
                command("crash", "Lets a sandbox server crash, without a save", Tier.ADMIN, true),
                command("hang", "Lets a sandbox server hang", Tier.ADMIN, true),
                command("unhang", "Lets a hung sandbox server go on", Tier.ADMIN, true));
    }

    private static CommandDescriptor command(String name, String summary, Tier tier, boolean changes) {
        return new CommandDescriptor(
                name, summary, List.of(CommandOption.server()), tier, changes, false, "sandbox " + name + " sandbox");
    }

    @Override
    public Reply execute(Invocation call, Deadline deadline) {
        GameServer server = call.server().orElseThrow(SandboxCommands::noServer);
        if (!server.game().equals("sandbox")) {
            throw new ReconException(
                    "sandbox-other-game",
                    ErrorOwner.USER,
                    "The server " + server.id() + " is no sandbox but runs " + server.game() + ".",
                    "Name a server whose game is sandbox.");
        }
        return switch (call.command()) {
            case "players" -> players(server, deadline);
            case "crash" -> crash(server, deadline);
            case "hang", "unhang" -> Reply.text(server.console(deadline).send(call.command(), deadline));
            default -> throw unknown(call.command());
        };
    }

    private static Reply players(GameServer server, Deadline deadline) {
        List<Player> players = SandboxAdapter.parse(server.console(deadline).send("list", deadline));
        List<List<String>> rows = players.stream()
                .map(player -> List.of(player.id().orElse(""), player.name()))
                .toList();
        List<Map<String, String>> data = players.stream()
                .map(player -> Map.of("id", player.id().orElse(""), "name", player.name()))
                .toList();
        return new Reply(
                List.of(new Reply.Table(List.of("Id", "Name"), rows)), Optional.empty(), Map.of("players", data));
    }

    private static Reply crash(GameServer server, Deadline deadline) {
        try {
            server.console(deadline).send("crash", deadline);
        } catch (ReconException e) {
            if (!GONE.contains(e.code())) {
                throw e;
            }
        }
        return Reply.text("The server " + server.id() + " has crashed.");
    }

    private static ReconException noServer() {
        return new ReconException(
                "server-missing", ErrorOwner.USER, "The command needs a server.", "Name one behind it.");
    }

    private static ReconException unknown(String command) {
        return new ReconException(
                "command-unknown",
                ErrorOwner.USER,
                "The sandbox has no command '" + command + "'.",
                "Use players, crash, hang or unhang.");
    }
}
