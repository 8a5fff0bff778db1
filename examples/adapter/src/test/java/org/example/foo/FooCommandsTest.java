// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.GameServer;
import io.reconsync.testkit.conformance.CommandSetConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FooCommandsTest extends CommandSetConformance {
    private final List<String> sent = new ArrayList<>();

    @Override
    protected CommandSet commands() {
        return new FooCommands();
    }

    @Override
    protected GameServer server() {
        return new FakeServer("foo-1", "foo", Path.of("."))
                .settings(Map.of("greeting", "[admin]"))
                .console(command -> {
                    sent.add(command);
                    return "";
                });
    }

    private void say(String text) {
        commands()
                .execute(
                        new Invocation(
                                "say",
                                Map.of("server", "foo-1", "text", text),
                                Optional.of(server()),
                                new Actor("test", Tier.ADMIN, Surface.SHELL)),
                        Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void saysItWithTheGreeting() {
        say("hello there");
        assertEquals(List.of("say [admin] hello there"), sent);
    }

    @Test
    void aSecondConsoleCommandIsNoText() {
        assertEquals(
                "text-not-plain",
                assertThrows(ReconException.class, () -> say("hello\nstop")).code());
        assertEquals(List.of(), sent);
    }
}
