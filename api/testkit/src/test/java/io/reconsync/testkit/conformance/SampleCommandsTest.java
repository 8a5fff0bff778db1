// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

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
import io.reconsync.testkit.fake.FakeServer;
import java.util.List;
import java.util.Optional;

/** The suite over a command set that is right. */
class SampleCommandsTest extends CommandSetConformance {
    @Override
    protected CommandSet commands() {
        return new Sample(new CommandDescriptor(
                "say",
                "Says something to all players",
                List.of(
                        CommandOption.server(),
                        CommandOption.argument("text", "What is said", null),
                        CommandOption.flag("loud", "In capitals")),
                Tier.ADMIN,
                true,
                false,
                "sample say sample-1 \"hello there\" --loud"));
    }

    @Override
    protected GameServer server() {
        return new FakeServer("sample-1", "sample", java.nio.file.Path.of(".")).console(command -> "ok");
    }

    record Sample(CommandDescriptor descriptor) implements CommandSet {
        @Override
        public String namespace() {
            return "sample";
        }

        @Override
        public List<CommandDescriptor> commands() {
            return List.of(descriptor);
        }

        @Override
        public Reply execute(Invocation call, Deadline deadline) {
            if (!call.command().equals(descriptor.name())) {
                throw new ReconException("command-unknown", ErrorOwner.USER, "There is no such command.", "Use say.");
            }
            Optional<String> text = call.argument("text");
            return Reply.text(call.server().orElseThrow().console(deadline).send("say " + text.orElse(""), deadline));
        }
    }
}
