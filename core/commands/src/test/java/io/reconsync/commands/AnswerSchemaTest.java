// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.jobs.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in command is run; what a program gets is judged by the shipped schema. */
class AnswerSchemaTest {
    private static final String ID = "https://reconsync.io/schema/commands/";
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Path SHIPPED = BASE.resolve("../../docs/schema/commands");
    private static final List<List<String>> LINES = List.of(
            List.of("status"),
            List.of("why", "ark"),
            List.of("server", "list"),
            List.of("server", "show", "ark"),
            List.of("server", "start", "ark"),
            List.of("server", "stop", "ark"),
            List.of("server", "restart", "ark"),
            List.of("server", "kill", "ark", "--yes"),
            List.of("server", "console", "ark", "ListPlayers"),
            List.of("server", "tail", "ark"),
            List.of("players", "ark"),
            List.of("backup", "now", "ark", "--label", "x"),
            List.of("backup", "list"),
            List.of("backup", "show", "ark"),
            List.of("backup", "verify", "ark"),
            List.of("backup", "delete", "ark", "latest", "--last", "--yes"),
            List.of("backup", "rescan", "local"),
            List.of("restore", "ark", "--yes"),
            List.of("restore", "undo", "ark", "--yes"),
            List.of("jobs"),
            List.of("jobs", "show", "j-failed"),
            List.of("jobs", "cancel", "j-running"),
            List.of("schedules"),
            List.of("audit"),
            List.of("config", "view"),
            List.of("config", "check"),
            List.of("config", "reload"),
            List.of("games"),
            List.of("incidents"),
            List.of("incidents", "ack", "i-1"),
            List.of("alerts", "mute", "ark", "2h"),
            List.of("alerts", "disable", "ark"),
            List.of("alerts", "enable", "ark"),
            List.of("alerts", "test", "ops"),
            List.of("reboot", "ark", "--delay", "5m", "--yes"),
            List.of("reboot", "abort", "ark"),
            List.of("plugin", "list"),
            List.of("plugin", "why", "ark"),
            List.of("plugin", "install", "JAR"),
            List.of("plugin", "rollback", "ark"),
            List.of("plugin", "remove", "ark", "--yes"),
            List.of("log"),
            List.of("log", "level", "ROOT", "DEBUG"),
            List.of("events"),
            List.of("uptime"),
            List.of("shutdown", "--yes"),
            List.of("dump"),
            List.of("help"),
            List.of("help", "restore", "undo"));

    @TempDir
    Path home;

    private SampleRooms rooms;

    @BeforeEach
    void fill() throws IOException {
        rooms = new SampleRooms(home);
        rooms.problems.add(SampleRooms.problem("error"));
        rooms.plugins.add(SampleRooms.plugin("foo", Life.ROLLED_BACK));
        rooms.incidents.add(SampleRooms.incident("i-1"));
        for (Job.State state : Job.State.values()) {
            rooms.jobs.add(SampleRooms.job("j-" + Shown.name(state), state));
        }
        Files.writeString(home.resolve("foo.jar"), "");
    }

    private static Map<String, String> shipped() throws IOException {
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                schemas.put(ID + file.getFileName(), Files.readString(file));
            }
        }
        return schemas;
    }

    private static List<String> judge(String name, Map<String, Object> data) throws IOException {
        Map<String, String> schemas = shipped();
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of(ID + name + ".json"));
        return schema.validate(WireJson.write(data), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private Commands.Result run(List<String> line) {
        return rooms.run(
                SampleRooms.OWNER,
                line.stream()
                        .map(word ->
                                word.equals("JAR") ? home.resolve("foo.jar").toString() : word)
                        .toArray(String[]::new));
    }

    @Test
    void everyAnswerFollowsItsSchema() throws IOException {
        for (List<String> line : LINES) {
            Commands.Result result = run(line);
            assertEquals(List.of(), judge(result.schema(), result.reply().data()), () -> line.toString());
        }
    }

    @Test
    void noBuiltInCommandIsLeftOut() {
        Set<String> tried = LINES.stream().map(line -> String.join(" ", line)).collect(Collectors.toSet());
        rooms.registry
                .list()
                .forEach(entry -> assertTrue(
                        tried.stream().anyMatch(line -> (line + " ").startsWith(entry.name() + " ")), entry.name()));
    }

    @Test
    void anEmptyInstallationFollowsThemToo() throws IOException {
        SampleRooms empty = new SampleRooms(home);
        empty.plugins.clear();
        empty.snapshots.clear();
        for (String line : List.of("status", "jobs", "incidents", "plugin list", "backup list", "config check")) {
            Commands.Result result = empty.run(SampleRooms.OWNER, line.split(" "));
            assertEquals(List.of(), judge(result.schema(), result.reply().data()), line);
        }
    }

    @Test
    void theSchemasFindWhatIsMissingOrTooMuch() throws IOException {
        Map<String, Object> data = new HashMap<>(run(List.of("uptime")).reply().data());
        data.put("more", 1L);
        assertEquals(1, judge("uptime", data).size());
        data.remove("more");
        data.remove("seconds");
        assertEquals(1, judge("uptime", data).size());
        Map<String, Object> jobs = Map.of("jobs", List.of(Map.of("id", "x")));
        assertFalse(judge("jobs", jobs).isEmpty(), "references to other files are not followed");
        Map<String, Object> error = Map.of("code", "denied", "owner", "user", "message", "No.", "next_step", "Ask.");
        assertEquals(List.of(), judge("error", Map.of("error", error)));
        assertFalse(judge("error", Map.of("error", Map.of("code", "denied"))).isEmpty());
    }

    @Test
    void everyNameInTheSourceIsShipped() throws IOException {
        Pattern used = Pattern.compile("new Answer\\(\\s*\"([a-z-]+)\"\\)|ExitCode\\.OK, \"([a-z-]+)\"\\)");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BASE.resolve("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                Matcher matcher = used.matcher(read(file));
                while (matcher.find()) {
                    names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                }
            });
        }
        assertTrue(names.size() >= 25, names::toString);
        String page = read(BASE.resolve("../../docs/user/command-line.md"));
        for (String name : names) {
            assertTrue(Files.exists(SHIPPED.resolve(name + ".json")), name + " has no schema");
            assertTrue(page.contains("`" + name + "`"), name + " is not in docs/user/command-line.md");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
