// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.GameServer;
import io.reconsync.testkit.conformance.CommandSetConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandsTest extends CommandSetConformance {
    @TempDir
    Path folder;

    @Override
    protected CommandSet commands() {
        return new SandboxCommands();
    }

    @Override
    protected GameServer server() {
        return new FakeServer("box", "sandbox", folder).console(command -> "There is 1 of 64 players:\nS-1 Bob");
    }

    private static Reply run(String command, GameServer server) {
        Actor actor = new Actor("test", Tier.OWNER, Surface.SHELL);
        Invocation call = new Invocation(command, Map.of("server", server.id()), Optional.of(server), actor);
        return new SandboxCommands().execute(call, Deadline.after(Duration.ofSeconds(5)));
    }

    private static String code(String command, GameServer server) {
        return assertThrows(ReconException.class, () -> run(command, server)).code();
    }

    @Test
    void showsWhoIsOn() {
        Reply reply = run("players", server());
        assertEquals(Map.of("players", List.of(Map.of("id", "S-1", "name", "Bob"))), reply.data());
    }

    @Test
    void aCrashIsASuccessThoughNobodyAnswers() {
        FakeServer server = new FakeServer("box", "sandbox", folder).console(command -> {
            throw new ReconException("console-closed", ErrorOwner.REMOTE, "It is closed.", "Look at the server.");
        });
        assertTrue(run("crash", server).data().get("text").toString().contains("crashed"));
        assertEquals(List.of("crash"), server.sent().commands());
    }

    @Test
    void aConsoleThatCannotBeReachedIsNoCrash() {
        assertEquals("console-refused", code("crash", new FakeServer("box", "sandbox", folder)));
    }

    @Test
    void otherGamesAreLeftAlone() {
        FakeServer server = new FakeServer("ark-1", "ark", folder).console(command -> "");
        assertEquals("sandbox-other-game", code("hang", server));
        assertEquals(List.of(), server.sent().commands());
    }
}
