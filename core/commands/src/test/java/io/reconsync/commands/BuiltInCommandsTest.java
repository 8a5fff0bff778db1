// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.game.HealthState;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.monitor.HealthBoard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltInCommandsTest {
    @TempDir
    Path home;

    private SampleRooms rooms;

    @BeforeEach
    void open() {
        rooms = new SampleRooms(home);
    }

    private Commands.Result run(String line) {
        return rooms.run(SampleRooms.OWNER, line.split(" "));
    }

    private ReconException fails(Actor actor, String line) {
        return assertThrows(ReconException.class, () -> rooms.run(actor, line.split(" ")));
    }

    private ReconException fails(String line) {
        return fails(SampleRooms.OWNER, line);
    }

    private static String shown(Commands.Result result) {
        return result.reply().parts().toString();
    }

    @Test
    void aGoodStatusIsExitZero() {
        Commands.Result status = run("status");
        assertEquals(ExitCode.OK, status.exit());
        String text = shown(status);
        assertTrue(text.contains("host-1: ReconSync 0.1.0 (standalone), ready"), text);
        assertTrue(text.contains("[ark, ark, running, 3, "), text);
    }

    @Test
    void aWarningIsShownButIsNoFinding() {
        rooms.problems.add(SampleRooms.problem("warning"));
        Commands.Result status = run("status");
        assertEquals(ExitCode.OK, status.exit());
        assertTrue(shown(status).contains("There is no key gmae."), shown(status));
    }

    @Test
    void anErrorInTheConfigurationIsAFinding() {
        rooms.problems.add(SampleRooms.problem("error"));
        assertEquals(ExitCode.FINDINGS, run("status").exit());
        Commands.Result check = run("config check");
        assertEquals(ExitCode.FINDINGS, check.exit());
        assertEquals(5, check.exit());
        assertTrue(shown(check).contains("conf/servers/ark.yaml:3:5"), shown(check));
        rooms.problems.clear();
        assertEquals(ExitCode.OK, run("config check").exit());
    }

    @Test
    void configReloadReadsFirst() {
        rooms.problems.add(SampleRooms.problem("error"));
        assertEquals(ExitCode.FINDINGS, run("config reload").exit());
        assertEquals(List.of("reload"), rooms.done);
    }

    @ParameterizedTest
    @EnumSource(
            value = Life.class,
            names = {"REFUSED", "ROLLED_BACK", "QUARANTINED"})
    void aPluginThatIsNotLetInIsAFinding(Life life) {
        rooms.plugins.add(SampleRooms.plugin("foo", life));
        Commands.Result status = run("status");
        assertEquals(ExitCode.FINDINGS, status.exit());
        assertTrue(shown(status).contains("plugin foo is " + Shown.name(life) + ": It serves."), shown(status));
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, 0", "STOPPED, 0", "DEGRADED, 0", "CRASHED, 5", "CRASH_LOOP, 5", "HUNG, 5"})
    void aServerThatIsDownIsAFinding(HealthState state, int exit) {
        rooms.health = new HealthBoard.Health(state, "So it is.", SampleRooms.AT, Map.of());
        assertEquals(exit, run("status").exit());
    }

    @Test
    void anOpenIncidentIsAFinding() {
        rooms.incidents.add(SampleRooms.incident("i-1"));
        Commands.Result status = run("status");
        assertEquals(ExitCode.FINDINGS, status.exit());
        assertTrue(shown(status).contains("critical: ark has crashed (ark)"), shown(status));
    }

    @Test
    void whyTellsOfTheServerItsFileAndThePluginOfTheSameName() {
        rooms.problems.add(SampleRooms.problem("error"));
        String text = shown(run("why ark"));
        List<String> parts = List.of(
                "ark is running since 2026-11-21 12:00:00 UTC",
                "It is busy with: save.",
                "Probe query (ok): Answered.",
                "conf/servers/ark.yaml:3:5: There is no key gmae. Did you mean game?",
                "Plugin ark 1.0.0 is ready.",
                "It imports what is not there.");
        parts.forEach(part -> assertTrue(text.contains(part), () -> part + " is not in " + text));
    }

    @Test
    void whyOfNothingSuggests() {
        ReconException e = fails("why arc");
        assertEquals("subject-unknown", e.code());
        assertTrue(e.getMessage().endsWith("Did you mean ark?"), e.getMessage());
        assertEquals("plugin-unknown", fails("plugin why arc").code());
    }

    @Test
    void snapshotsAreListedAndShown() {
        String list = shown(run("backup list"));
        assertTrue(list.contains("3f9a0c1d22ab") && list.contains("confirmed, verified"), list);
        assertEquals(
                "verified", ((Map<?, ?>) run("backup show ark").reply().data().get("copies")).get("local"));
        rooms.snapshots.clear();
        assertTrue(shown(run("backup list ark")).contains("No snapshots yet."));
        assertEquals("server-unknown", fails("backup list arc").code());
    }

    @Test
    void aRestoreSaysFirstWhatItWouldDo() {
        ReconException e = fails("restore ark");
        assertEquals("confirm", e.code());
        assertTrue(
                e.getMessage().contains("The world of ark would be replaced by snapshot 3f9a0c1d22ab"), e.getMessage());
        assertTrue(e.getMessage().contains("backed up first"), e.getMessage());
        assertTrue(e.nextStep().contains("'restore ark 3f9a0c1d22ab …' with --yes"), e.nextStep());
        assertTrue(fails("restore ark --to /tmp/x").getMessage().endsWith("would be unpacked into /tmp/x."));
        assertEquals("confirm", fails("restore undo ark").code());
        assertEquals("confirm", fails("backup delete ark latest --last").code());
        assertTrue(rooms.fakes.submitted().isEmpty(), "something was done without a confirmation");
    }

    @Test
    void theLastGoodSnapshotNeedsAWordMoreToGo() {
        assertEquals("snapshot-last", fails("backup delete ark latest --yes").code());
        run("backup delete ark latest --last --yes");
        assertEquals("backup-delete", rooms.fakes.submitted().get(0).kind());
    }

    @Test
    void helpExplainsACommandThatOthersBeginWith() {
        assertTrue(run("help restore").reply().toString().contains("--safety"));
    }

    @Test
    void aConfirmedRestoreIsAJob() {
        Commands.Result result = run("restore ark --safety rename --yes");
        JobRequest request = rooms.fakes.submitted().get(0);
        assertEquals("restore", request.kind());
        assertEquals(Map.of("snapshot", SampleRooms.snapshot().id(), "safety", "rename"), request.arguments());
        assertTrue(result.reply().job().isPresent());
    }

    @Test
    void onlyOwnersDropAWorldAndNobodyMixesOne() {
        assertEquals(
                "denied",
                fails(SampleRooms.ADMIN, "restore ark --safety off --yes").code());
        assertEquals("usage", fails("restore ark --path *.ark --yes").code());
        assertEquals(
                "denied",
                fails(SampleRooms.ADMIN, "backup delete ark latest --yes").code());
        assertTrue(rooms.fakes.submitted().isEmpty());
    }

    @Test
    void incidentsAreTakenAndMuted() {
        rooms.incidents.add(SampleRooms.incident("0193-abc"));
        assertTrue(shown(run("incidents")).contains("ark has crashed"));
        run("incidents ack abc");
        run("alerts mute ark 2h");
        run("alerts test ops");
        assertEquals(List.of("ack 0193-abc", "mute ark PT2H", "test"), rooms.done);
        assertEquals("route-unknown", fails("alerts test nowhere").code());
        assertTrue(shown(run("alerts mute ark 0s")).contains("are on again"));
        rooms.incidents.clear();
        assertTrue(shown(run("incidents --open")).contains("Nothing is wrong."));
    }

    @Test
    void aPluginIsRemovedOnlyWhenConfirmed() {
        ReconException stays = fails("plugin remove ark");
        assertEquals("confirm", stays.code());
        assertTrue(stays.getMessage().endsWith("what it stored would stay."), stays.getMessage());
        assertTrue(fails("plugin remove ark --purge").getMessage().endsWith("would be deleted."));
        assertEquals(List.of(), rooms.done);
        assertEquals(
                "denied", fails(SampleRooms.ADMIN, "plugin remove ark --yes").code());
        run("plugin remove ark --yes");
        run("plugin remove ark --purge --yes");
        assertEquals(List.of("remove ark false", "remove ark true"), rooms.done);
        assertEquals("file-missing", fails("plugin install /nowhere/foo.jar").code());
    }

    @Test
    void theEndOfEverythingIsConfirmed() {
        assertEquals("confirm", fails("shutdown").code());
        assertEquals("confirm", fails("server kill ark").code());
        assertEquals(List.of(), rooms.done);
        run("shutdown --yes");
        assertEquals(List.of("stop"), rooms.done);
    }

    @Test
    void aDumpHasEveryPartAndNoSecret() throws IOException {
        Path file = Path.of((String) run("dump").reply().data().get("file"));
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                names.add(entry.getName());
                String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                assertFalse(text.contains("hunter22"), entry.getName());
                assertFalse(text.contains("command-unknown"), entry.getName() + ": " + text);
            }
            String log = new String(zip.getInputStream(zip.getEntry("log.txt")).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(log.contains("logged in with ***"), log);
        }
        assertTrue(
                names.containsAll(List.of("status.json", "config-view.json", "threads.txt", "machine.txt")),
                names::toString);
    }

    @Test
    void whoIsOnIsCounted() {
        Reply reply = run("players ark").reply();
        assertTrue(reply.parts().toString().contains("2 on ark."), reply.parts().toString());
    }
}
