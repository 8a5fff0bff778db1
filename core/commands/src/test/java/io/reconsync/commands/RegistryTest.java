// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.JobRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final Actor OWNER = new Actor("olga", Tier.OWNER, Surface.SHELL);
    private static final Actor USER = new Actor("ulf", Tier.USER, Surface.DISCORD);

    private final FakeRooms rooms = new FakeRooms();
    private final Registry registry = new Registry(rooms.services(), rooms.jobs(), rooms.audit());

    private Commands.Result run(Actor actor, String line) {
        return registry.run(List.of(line.split(" ")), actor, Deadline.after(Duration.ofSeconds(5)));
    }

    private ReconException fails(Actor actor, String line) {
        return assertThrows(ReconException.class, () -> run(actor, line));
    }

    private void builtIn(BuiltIn... builtIns) {
        registry.addGroup(() -> List.of(builtIns));
    }

    private static Commands.Result said(String text) {
        return new Answer("text").text(text).data("text", text).result();
    }

    @Test
    void theLongestNameWins() {
        builtIn(
                BuiltIn.look("jobs", "All", "jobs", call -> said("all")),
                BuiltIn.look("jobs show", "One", "jobs show x", call -> said("one")));
        assertEquals("one", run(USER, "jobs show").reply().data().get("text"));
        assertEquals("all", run(USER, "jobs").reply().data().get("text"));
    }

    @Test
    void whoMayNotIsDeniedAndThatIsAudited() {
        List<String> done = new ArrayList<>();
        builtIn(BuiltIn.change("wipe", "Wipe", "wipe", call -> {
            done.add("wiped");
            return said("wiped");
        }));
        ReconException e = fails(USER, "wipe");
        assertEquals("denied", e.code());
        assertEquals("'wipe' is for admins; you are user.", e.getMessage());
        assertTrue(done.isEmpty());
        assertEquals(List.of("ulf wipe denied"), rooms.audited());
    }

    @Test
    void aChangeWithoutAJobIsAudited() {
        builtIn(BuiltIn.change("wipe", "Wipe", "wipe", call -> said("wiped")));
        run(OWNER, "wipe");
        assertEquals(List.of("olga wipe exit 0"), rooms.audited());
    }

    @Test
    void misspeltCommandsGetASuggestion() {
        builtIn(BuiltIn.look("status", "All", "status", call -> said("")));
        assertEquals("Did you mean 'status'?", fails(USER, "sttaus").nextStep());
        assertEquals("command-unknown", fails(USER, "frobnicate").code());
    }

    @Test
    void helpIsThereForEveryCommand() {
        builtIn(BuiltIn.change("server kill", "Kill it", "server kill x", call -> said(""), CommandOption.server())
                .confirmed());
        String help = run(USER, "server kill --help").reply().toString();
        assertTrue(help.contains("server kill <server> [--yes]"), help);
        assertTrue(run(USER, "help server kill").reply().toString().contains("Example: server kill x"));
        assertTrue(run(USER, "help").reply().toString().contains("server kill"));
    }

    @Test
    void pluginsOfferAndTakeBackTheirCommands() {
        rooms.offer(new Dinos("ark"));
        assertEquals("3 dinos", run(USER, "ark dinos").reply().data().get("text"));
        rooms.withdraw();
        assertEquals("command-unknown", fails(USER, "ark dinos").code());
    }

    @Test
    void aPluginsChangeIsAJobInTheLaneOfItsServer() {
        rooms.offer(new Dinos("ark"));
        assertEquals("confirm", fails(OWNER, "ark wipe island").code());
        run(OWNER, "ark wipe island --yes");
        JobRequest request = rooms.submitted().get(0);
        assertEquals("plugin-command", request.kind());
        assertEquals("island", request.server().orElseThrow());
        assertEquals("ark wipe", request.arguments().get(PluginCommandJob.COMMAND));
    }

    @Test
    void namesOfCoreAreReserved() {
        builtIn(BuiltIn.look("backup list", "All", "backup list", call -> said("core")));
        rooms.offer(new Dinos("backup"));
        assertFalse(registry.list().stream().anyMatch(entry -> entry.name().equals("backup dinos")));
    }

    @Test
    void completesWordsOptionsAndFacts() {
        builtIn(
                BuiltIn.look("server show", "One", "server show x", call -> said(""), CommandOption.server()),
                BuiltIn.change("server stop", "Stop", "server stop x", call -> said(""), CommandOption.server()));
        registry.addSource(() -> Map.of("servers", List.of("ark-island", "rust-main")));
        assertEquals(List.of("server"), registry.complete(List.of("se"), OWNER));
        assertEquals(List.of("show", "stop"), registry.complete(List.of("server", "s"), OWNER));
        assertEquals(List.of("show"), registry.complete(List.of("server", "s"), USER));
        assertEquals(List.of("ark-island"), registry.complete(List.of("server", "stop", "a"), OWNER));
        assertEquals(List.of("--help", "--json"), registry.complete(List.of("server", "stop", "--"), OWNER));
    }

    /** A plugin's commands. */
    private record Dinos(String namespace) implements CommandSet {
        @Override
        public List<CommandDescriptor> commands() {
            return List.of(
                    new CommandDescriptor("dinos", "Counts", List.of(), Tier.USER, false, false, "ark dinos"),
                    new CommandDescriptor(
                            "wipe", "Wipes", List.of(CommandOption.server()), Tier.ADMIN, true, true, "ark wipe x"));
        }

        @Override
        public Reply execute(Invocation call, Deadline deadline) {
            return Reply.text("3 dinos");
        }
    }
}
