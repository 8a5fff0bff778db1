// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.HealthState;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.fleet.FleetCommand;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.contract.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteTest {
    private static final Actor ANN = new Actor("ann", Tier.ADMIN, Surface.DISCORD);
    private static final Commands.Entry LIST =
            entry("", "backup list", false, CommandOption.server().optional());
    private static final Commands.Entry NOW = entry("", "backup now", true, CommandOption.server());
    private static final Commands.Entry STATUS = entry("", "status", false);
    private static final Commands.Entry DINOS = entry("ark", "dinos", false);
    private static final Commands.Entry WIPE = entry("ark", "wipe", true);

    private final List<String> calls = new ArrayList<>();
    private ReconException thrown;

    private static Commands.Entry entry(String namespace, String name, boolean changes, CommandOption... options) {
        return new Commands.Entry(
                namespace,
                namespace.isEmpty() ? "core" : namespace,
                new CommandDescriptor(name, "Summary", List.of(options), Tier.USER, changes, false, name));
    }

    private static FleetServer server(String id, String agent) {
        return new FleetServer(
                id,
                agent,
                "local",
                "ark",
                HealthState.RUNNING,
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                true);
    }

    private static Agent agent(String name, Agent.State state, String... servers) {
        return new Agent(name, name, "local", state, "It " + state, Optional.empty(), "1", List.of(servers));
    }

    private Commands.Result answer(Object[] given) {
        calls.add(given[0] + " " + given[1] + " " + given[3]);
        if (thrown != null) {
            throw thrown;
        }
        Reply reply = new Reply(
                List.of(new Reply.Table(List.of("id"), List.of(List.of("of " + given[0])))),
                Optional.empty(),
                Map.of("snapshots", List.of(given[0])));
        return new Commands.Result(reply, 0, "snapshots");
    }

    private Remote remote() {
        Fleet fleet = Stub.of(Fleet.class)
                .says("servers", List.of(server("ark-1", "h1"), server("ark-2", "h2"), server("rust-1", "h2")))
                .does(
                        "server",
                        given -> List.of(server("ark-1", "h1"), server("ark-2", "h2"), server("rust-1", "h2")).stream()
                                .filter(server -> server.id().equals(given[0]))
                                .findFirst())
                .says(
                        "agents",
                        List.of(
                                agent("h1", Agent.State.ONLINE, "ark-1"),
                                agent("h2", Agent.State.ONLINE, "ark-2", "rust-1"),
                                agent("h3", Agent.State.OFFLINE, "gone-1"),
                                agent("h4", Agent.State.REVOKED)))
                .says(
                        "commands",
                        List.of(
                                new FleetCommand(DINOS, "1.4", List.of("h1")),
                                new FleetCommand(WIPE, "1.4", List.of("h1", "h2"))))
                .does("run", this::answer)
                .get();
        return new Remote(
                fleet, Stub.of(Jobs.class).says("find", Optional.empty()).get(), Set.of("own-1"));
    }

    private Optional<Commands.Result> run(
            Commands.Entry entry, Scope scope, Map<String, String> values, String... words) {
        boolean local = entry.namespace().isEmpty();
        return remote().run(
                        new Remote.Line(entry, values, List.of(words), local),
                        ANN,
                        scope,
                        Deadline.after(Duration.ofMinutes(1)));
    }

    @Test
    void whatNamesAServerGoesToItsAgent() {
        run(NOW, Scope.EVERYTHING, Map.of("server", "ark-2"), "backup", "now", "ark-2");
        assertEquals(List.of("h2 [backup, now, ark-2] true"), calls);
        assertTrue(run(NOW, Scope.EVERYTHING, Map.of("server", "own-1"), "backup", "now", "own-1")
                .isEmpty());
        assertTrue(run(STATUS, Scope.EVERYTHING, Map.of(), "status").isEmpty());
    }

    @Test
    void aServerOutsideTheScopeDoesNotExist() {
        ReconException unknown = assertThrows(
                ReconException.class,
                () -> run(NOW, new Scope(List.of("ark-*")), Map.of("server", "rust-1"), "backup", "now", "rust-1"));
        assertEquals("server-unknown", unknown.code());
        assertEquals("There is: ark-1, ark-2.", unknown.nextStep());
        assertEquals(List.of(), calls);
    }

    @Test
    void whatNamesNoneGoesToAllAndComesBackAsOne() {
        Commands.Result all =
                run(LIST, Scope.EVERYTHING, Map.of(), "backup", "list").orElseThrow();
        assertEquals(List.of("h1 [backup, list] false", "h2 [backup, list] false"), calls);
        assertEquals(
                List.of(List.of("of h1"), List.of("of h2")),
                ((Reply.Table) all.reply().parts().get(0)).rows());
        assertEquals(List.of("h1", "h2"), all.reply().data().get("snapshots"));
        assertTrue(all.reply().parts().get(1).toString().contains("h3"), "the silence of an agent is not said");
        assertEquals(5, all.exit());
    }

    @Test
    void withinAScopeEachServerIsAskedForByName() {
        Commands.Result some = run(LIST, new Scope(List.of("ark-*")), Map.of(), "backup", "list")
                .orElseThrow();
        assertEquals(List.of("h1 [backup, list, ark-1] false", "h2 [backup, list, ark-2] false"), calls);
        assertEquals(0, some.exit());
        assertEquals(
                "denied",
                assertThrows(
                                ReconException.class,
                                () -> run(DINOS, new Scope(List.of("ark-*")), Map.of(), "ark", "dinos"))
                        .code());
    }

    @Test
    void aPluginsCommandGoesWhereItIsOffered() {
        run(DINOS, Scope.EVERYTHING, Map.of(), "ark", "dinos");
        assertEquals(List.of("h1 [ark, dinos] false"), calls);
        assertEquals(
                "agent-ambiguous",
                assertThrows(ReconException.class, () -> run(WIPE, Scope.EVERYTHING, Map.of(), "ark", "wipe"))
                        .code());
    }

    @Test
    void anOlderPluginIsNamedWithTheVersionItNeeds() {
        thrown = new ReconException("usage", ErrorOwner.USER, "There is no option --wild.", "See help.");
        ReconException older = assertThrows(
                ReconException.class, () -> run(DINOS, Scope.EVERYTHING, Map.of(), "ark", "dinos", "--wild"));
        assertEquals("'ark dinos' needs ark 1.4 on agent h1: There is no option --wild.", older.getMessage());
    }

    @Test
    void onlyWhatAgentsAddIsAdded() {
        assertEquals(
                List.of("ark dinos", "ark wipe"),
                remote().entries(List.of(LIST, NOW), Set.of("backup")).stream()
                        .map(Commands.Entry::name)
                        .toList());
        assertEquals(List.of(), remote().entries(List.of(), Set.of("ark")));
        assertEquals(1, remote().entries(List.of(WIPE), Set.of()).size());
    }
}
