// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

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
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * {@code foo say <server> <text>}: declared once, offered on the command line, in the shell, and wherever else commands
 * are. The descriptor is data; core checks rights and arguments with it, completes from it and writes the help.
 */
@Component(service = CommandSet.class)
public final class FooCommands implements CommandSet {
    private static final CommandDescriptor SAY = new CommandDescriptor(
            "say",
            "Says something to everybody on a server",
            List.of(CommandOption.server(), CommandOption.argument("text", "What is said", null)),
            Tier.ADMIN, // who may; USER only for what changes nothing
            true, // changes something: runs as a job, one at a time per server, with journal and audit
            false, // no confirmation asked
            "foo say foo-1 \"The server restarts at noon\"");

    @Override
    public String namespace() {
        return "foo";
    }

    @Override
    public List<CommandDescriptor> commands() {
        return List.of(SAY);
    }

    @Override
    public Reply execute(Invocation call, Deadline deadline) {
        if (!call.command().equals(SAY.name())) {
            throw new ReconException(
                    "command-unknown", // stable, for scripts
                    ErrorOwner.USER, // who has to act
                    "There is no command foo " + call.command() + ".", // what happened, where
                    "See 'reconsync help foo'."); // what to do now
        }
        GameServer server = call.server().orElseThrow(); // required by the descriptor, so it is there
        String text = call.argument("text").orElse("");
        if (!server.game().equals("foo")) {
            throw new ReconException(
                    "wrong-game",
                    ErrorOwner.USER,
                    "The server " + server.id() + " runs " + server.game() + ".",
                    "Name a Foo Online server.");
        }
        if (text.chars().anyMatch(c -> c < ' ')) {
            // A line break would begin a second console command: whoever may say something may not do everything.
            throw new ReconException(
                    "text-not-plain", ErrorOwner.USER, "The text has control characters.", "Say it in one line.");
        }
        String greeting = server.settings(FooSettings.class).greeting().orElse("");
        server.console(deadline).send("say " + (greeting + " " + text).strip(), deadline);
        return Reply.text("Said on " + server.id() + ".");
    }
}
