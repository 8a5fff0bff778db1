// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.backup.UsedFolders;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationCheckTest {
    @TempDir
    Path folder;

    private List<ConfigProblem> check(Path home, String encoding) {
        return new InstallationCheck(Map.of(), encoding).check(new Home(home));
    }

    @Test
    void aHomeThatIsNotThereIsNotInOrder() {
        Path nowhere = folder.resolve("nowhere");
        assertTrue(check(nowhere, "UTF-8").stream()
                .anyMatch(problem -> problem.severity().equals("error")
                        && problem.message().equals("There is no folder " + nowhere + ".")));
    }

    @Test
    void aLocaleWithoutUtf8IsSaid() {
        List<ConfigProblem> problems = check(folder, "ANSI_X3.4-1968");
        assertEquals(
                1,
                problems.stream()
                        .filter(problem -> problem.key().equals("LANG"))
                        .count());
    }

    @Test
    void aDestinationThatHasHeldBackupsAndIsNotThereIsAnError() throws IOException {
        Path disk = folder.resolve("disk");
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                folder.resolve("conf/reconsync.yaml"), "destinations:\n  usb: {type: local, path: " + disk + "}\n");
        assertEquals(List.of(), check(folder, "UTF-8"));
        Files.createDirectory(disk);
        new UsedFolders(folder.resolve("data")).remember(disk);
        assertEquals(List.of(), check(folder, "UTF-8"));
        Files.delete(disk.resolve(UsedFolders.MARKER));
        List<ConfigProblem> problems = check(folder, "UTF-8");
        assertEquals(1, problems.size(), problems.toString());
        assertEquals("error", problems.get(0).severity());
        assertTrue(problems.get(0).message().contains("probably not mounted"), problems.toString());
        assertTrue(problems.get(0).nextStep().startsWith("Mount it."), problems.toString());
    }

    @Test
    void beforeTheFirstStartTheProgramsPluginsAndGamesCount() throws IOException {
        Path home = folder.resolve("home");
        Path program = folder.resolve("program");
        new TestHome(home)
                .with("conf/servers/a.yaml", "server_id: a\ngame: foo\ninstall: " + folder + "\nfoo: {speed: 1}\n")
                .with("conf/servers/b.yaml", "server_id: b\ngame: bar\ninstall: " + home + "\n");
        String profile = "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [world]}\n";
        new TestHome(program).with("games/bar.yaml", profile.replace("foo", "bar"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "io.example.foo");
        manifest.getMainAttributes().putValue("ReconSync-Games", "games/foo.yaml");
        manifest.getMainAttributes().putValue("ReconSync-Schema", "foo=schema/foo.json");
        Files.createDirectories(program.resolve("plugins"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(program.resolve("plugins/foo.jar")), manifest)) {
            jar.putNextEntry(new ZipEntry("games/foo.yaml"));
            jar.write(profile.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new ZipEntry("schema/foo.json"));
            jar.write("{\"type\":\"object\",\"properties\":{\"speed\":{\"type\":\"integer\"}}}"
                    .getBytes(StandardCharsets.UTF_8));
        }
        InstallationCheck check = new InstallationCheck(Map.of(), "UTF-8");
        assertEquals(List.of(), check.check(new Home(home), new Home(program)));
        assertTrue(check.check(new Home(home)).size() >= 3);
        Files.createDirectories(home.resolve("plugins"));
        assertTrue(
                check.check(new Home(home), new Home(program)).stream()
                        .anyMatch(problem -> problem.message().contains("foo")),
                "what the user took out is missing");
    }
}
