// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that somebody else starts and stops: a stand-in program takes the place of the owner's. */
class OwnersTest {
    @TempDir
    Path home;

    private Yardstick yard;
    private Path calls;

    @BeforeEach
    void prepare() throws Exception {
        yard = new Yardstick(home);
        calls = home.resolve("calls");
        yard.books.profiles.put("foo", Yardstick.profile(List.of()));
    }

    @AfterEach
    void close() {
        yard.close();
    }

    /** A program that writes down its arguments, one per line, and then does as told. */
    private String standIn(String name, String body) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(
                file,
                "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done >> '" + calls + "'\necho . >> '" + calls + "'\n"
                        + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    private List<String> asked() throws IOException {
        return List.of(Files.readString(calls).replace("\n", " ").split(" \\. ?"));
    }

    private Process game() throws IOException {
        return new ProcessBuilder(Yardstick.game())
                .directory(yard.install.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void systemdIsAskedByArgumentList() throws Exception {
        Process game = game();
        Path state = Files.writeString(home.resolve("state"), "inactive");
        yard.programs.put(
                "systemctl",
                standIn(
                        "systemctl",
                        "case \"$*\" in\n"
                                + "*show*) echo MainPID=" + game.pid() + "; echo ActiveState=$(cat '" + state + "');;\n"
                                + "*' start '*) echo active > '" + state + "';;\n"
                                + "*' stop '*) echo inactive > '" + state + "'; kill -9 " + game.pid() + ";;\n"
                                + "esac\n"));
        yard.books.put(yard.config(new Control.Systemd("-x $(id).service", true)));
        yard.books.profiles.clear();
        yard.open();
        Server server = yard.server();
        assertFalse(server.running());
        server.start(Yardstick.soon());
        assertEquals(game.pid(), server.process().orElseThrow().pid());
        ReconException held = assertThrows(ReconException.class, () -> server.holdStill("a restore"));
        assertTrue(held.nextStep().contains("--user stop -- -x $(id).service"), held.nextStep());
        server.stop(true, Yardstick.soon());
        assertFalse(server.running());
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertTrue(yard.exit().orElseThrow().wanted());
        assertTrue(asked().contains("--user start -- -x $(id).service"), asked().toString());
        assertTrue(asked().contains("--user stop -- -x $(id).service"));
        assertTrue(asked().contains("--user show --property=ActiveState --property=MainPID -- -x $(id).service"));
    }

    @Test
    void whatTheOwnerStoppedByItselfIsNoCrash() throws Exception {
        Process game = game();
        Path state = Files.writeString(home.resolve("state"), "active");
        yard.programs.put(
                "systemctl",
                standIn("systemctl", "echo MainPID=" + game.pid() + "; echo ActiveState=$(cat '" + state + "')\n"));
        yard.books.put(yard.config(new Control.Systemd("foo.service", false)));
        yard.open();
        assertTrue(yard.server().running());
        Files.writeString(state, "inactive");
        game.destroyForcibly().waitFor();
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertTrue(yard.exit().orElseThrow().wanted());
    }

    @Test
    void dockerIsAskedByArgumentListAlsoWhenItsProcessIsNotToBeSeen() throws Exception {
        Path state = Files.writeString(home.resolve("state"), "true 0");
        yard.programs.put(
                "docker",
                standIn(
                        "docker",
                        "case \"$1\" in\ninspect) cat '" + state + "';;\nkill) echo 'false 0' > '" + state
                                + "';;\nesac\n"));
        yard.books.put(yard.config(new Control.Docker("foo bar")));
        yard.books.profiles.clear();
        yard.open();
        Server server = yard.server();
        assertTrue(server.running());
        assertEquals(0, server.process().orElseThrow().pid());
        server.stop(false, Yardstick.soon());
        assertFalse(server.running());
        assertTrue(
                asked().contains("inspect --format {{.State.Running}} {{.State.Pid}} {{.State.ExitCode}} -- foo bar"),
                asked().toString());
        assertTrue(asked().contains("kill -- foo bar"));
    }

    @Test
    void anOwnerThatCannotBeAskedDoesNotMakeAServerStopped() throws Exception {
        yard.books.profiles.clear();
        yard.programs.put("docker", standIn("docker", "echo 'permission denied: docker.sock' >&2\nexit 1\n"));
        yard.programs.put("systemctl", standIn("systemctl", "echo 'Failed to connect to bus' >&2\nexit 1\n"));
        String status = standIn("status", "exit 127\n");
        yard.books.put(yard.config(new Control.Docker("foo")));
        yard.open();
        for (Control control : List.of(
                new Control.Docker("foo"),
                new Control.Systemd("foo.service", true),
                new Control.Command(List.of(status), List.of(status), List.of(status)))) {
            yard.books.put(yard.config(control));
            yard.servers.refresh();
            Server server = yard.server();
            assertEquals(
                    "owner-silent",
                    assertThrows(ReconException.class, server::running).code());
            assertEquals(
                    "owner-silent",
                    assertThrows(ReconException.class, () -> server.holdStill("a restore"))
                            .code());
        }
        yard.programs.put("docker", standIn("docker", "echo 'Error: No such object: foo' >&2\nexit 1\n"));
        yard.books.put(yard.config(new Control.Docker("foo")));
        yard.servers.refresh();
        assertFalse(yard.server().running());
    }

    @Test
    void aHiccupOfTheOwnerIsNoCrash() throws Exception {
        Path state = Files.writeString(home.resolve("state"), "true 0");
        Path looks = home.resolve("looks");
        yard.programs.put(
                "docker",
                standIn(
                        "docker",
                        "[ -s '" + state + "' ] && exec cat '" + state + "'\necho x >> '" + looks
                                + "'\necho 'Cannot connect to the Docker daemon' >&2\nexit 1\n"));
        yard.books.put(yard.config(new Control.Docker("foo")));
        yard.books.profiles.clear();
        yard.open();
        assertTrue(yard.server().running());
        Files.writeString(state, "");
        Yardstick.until("a look in vain", () -> Files.exists(looks));
        assertTrue(yard.server().running());
        assertTrue(yard.exit().isEmpty());
        Files.writeString(state, "false 0 137");
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertFalse(yard.exit().orElseThrow().wanted());
    }

    @Test
    void commandsOfTheConfigurationAreRunAndTheirFailureIsASentence() throws Exception {
        String program = standIn("control", "[ \"$1\" = status ] && exit 1\necho 'no such map'\nexit 4\n");
        yard.books.put(yard.config(new Control.Command(
                List.of(program, "start", "%{map}"), List.of(program, "stop"), List.of(program, "status"))));
        yard.open();
        ReconException error =
                assertThrows(ReconException.class, () -> yard.server().start(Yardstick.soon()));
        assertEquals("owner-failed", error.code());
        assertTrue(error.getMessage().contains("exit code 4: no such map"), error.getMessage());
        assertTrue(asked().contains("start TheIsland"));
    }

    @Test
    void anObservedGameIsFoundByNameAndFolderAndNeverTouched() throws Exception {
        Process game = game();
        yard.books.put(yard.config(new Control.Observe()));
        yard.open();
        Server server = yard.server();
        assertEquals(game.pid(), server.process().orElseThrow().pid());
        Yardstick.until("the news", () -> !yard.changes.isEmpty());
        assertTrue(((ProcessChange.Started) yard.changes.get(0)).attached());
        assertEquals(
                "server-not-ours",
                assertThrows(ReconException.class, () -> server.stop(false, Yardstick.soon()))
                        .code());
        assertTrue(game.isAlive());
        game.destroyForcibly().waitFor();
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertFalse(yard.exit().orElseThrow().wanted());
    }

    @Test
    void aGameOfTheSameNameElsewhereIsAnother() throws Exception {
        Process stranger = new ProcessBuilder(Yardstick.game())
                .directory(Files.createDirectories(home.resolve("elsewhere")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            yard.books.put(yard.config(new Control.Observe()));
            yard.open();
            assertFalse(yard.server().running());
        } finally {
            stranger.destroyForcibly();
        }
    }
}
