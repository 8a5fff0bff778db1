// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.PluginDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlConfigurationTest {
    private static final String PROFILE = "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [world]}\n";

    @TempDir
    Path root;

    private TestHome home;
    private YamlConfiguration configuration;

    private record Document(Kind kind, String name, String text) implements PluginDocument {
        @Override
        public String plugin() {
            return "foo";
        }
    }

    private static String server(String id) {
        return "server_id: " + id + "\ngame: foo\ninstall: /srv/" + id + "\n";
    }

    private void start() {
        home = home == null ? new TestHome(root) : home;
        configuration = new YamlConfiguration(home, home, home, new JacksonJson());
    }

    private TestHome home() {
        home = home == null ? new TestHome(root).with("games/foo.yaml", PROFILE) : home;
        return home;
    }

    @AfterEach
    void close() {
        if (configuration != null) {
            configuration.close();
        }
    }

    private List<String> ids() {
        return configuration.servers().stream().map(ServerConfig::id).toList();
    }

    private long events(String kind) {
        return home.emitted.stream().filter(event -> event.kind().equals(kind)).count();
    }

    @Test
    void aBotReportsIncidentsWithoutARoute() {
        String guild = "{servers: ['*'], tiers: {user: everyone}, channels: {alerts: '2'}, mention: '3'}";
        home().with(
                        "conf/reconsync.yaml",
                        "discord: {token: x, api: 'http://proxy:1/api/v10', gateway: 'ws://proxy:2', guilds: {'1': "
                                + guild + "}}\nnotify: {discord: {type: webhook, url: 'https://example.org'}}\n");
        start();
        assertEquals(
                List.of("discord", "discord-bot"),
                List.copyOf(configuration.routes().keySet()));
        assertEquals("discord", configuration.routes().get("discord-bot").required("type"));
        home.with("conf/reconsync.yaml", "name: x\n");
        configuration.reload();
        assertEquals(List.of(), List.copyOf(configuration.routes().keySet()));
    }

    @Test
    void aBadFileHurtsOnlyItself() {
        home().with("conf/servers/a.yaml", server("a")).with("conf/servers/b.yaml", server("b") + "mpa: x\n");
        start();
        assertEquals(List.of("a"), ids());
        assertEquals(1, events("config-problem"));
        home.with("conf/servers/b.yaml", server("b") + "map: x\n");
        configuration.reload();
        assertEquals(List.of("a", "b"), ids());
        assertEquals(1, events("config-repaired"));
        assertEquals(1, events("config-changed"));
    }

    @Test
    void theLastGoodStateStays() {
        home().with("conf/servers/a.yaml", server("a") + "map: One\n").with("conf/reconsync.yaml", "name: one\n");
        start();
        home.with("conf/servers/a.yaml", "\t")
                .with("conf/reconsync.yaml", "name: [")
                .with("games/foo.yaml", "game: 1");
        configuration.reload();
        configuration.reload();
        assertEquals("One", configuration.server("a").orElseThrow().map());
        assertEquals("one", configuration.name());
        assertEquals("foo", configuration.profile("foo").orElseThrow().profile().game());
        assertTrue(configuration.problems().size() >= 3, configuration.problems()::toString);
        assertEquals(configuration.problems().size(), events("config-problem"), "each is told once");
        assertEquals(
                Optional.of("a"),
                configuration.problems().stream()
                        .filter(p -> p.file().equals("conf/servers/a.yaml"))
                        .findFirst()
                        .orElseThrow()
                        .server());
    }

    @Test
    void aRemovedFileIsGoneAndTheIdInForceIsKept() throws Exception {
        home().with("conf/servers/b.yaml", server("b"));
        start();
        home.with("conf/servers/a.yaml", server("b"));
        configuration.reload();
        assertEquals(
                root.resolve("conf/servers/b.yaml"),
                configuration.server("b").orElseThrow().file());
        Files.delete(root.resolve("conf/servers/b.yaml"));
        configuration.reload();
        assertEquals(
                root.resolve("conf/servers/a.yaml"),
                configuration.server("b").orElseThrow().file());
        assertTrue(configuration.problems().isEmpty(), configuration.problems()::toString);
    }

    @Test
    void aBadMainFileEndsTheStart() {
        home().with("conf/reconsync.yaml", "destinations: {local: {type: local, pth: /x}}\n");
        ReconException refused = assertThrows(ReconException.class, this::start);
        assertEquals("config-unusable", refused.code());
        assertTrue(home.failures.get(0).startsWith("78 conf/reconsync.yaml:1:"), home.failures::toString);
    }

    @Test
    void changesAreSeenWithoutBeingAsked() throws Exception {
        home().with("conf/servers/a.yaml", server("a"));
        start();
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AutoCloseable listening = configuration.onChange(
                () -> seen.add(configuration.server("a").orElseThrow().map()));
        home.with("conf/servers/a.yaml", server("a") + "map: Two\n");
        assertEquals("Two", seen.poll(15, TimeUnit.SECONDS));
        listening.close();
    }

    @Test
    void aFailingListenerDoesNotEndTheWatching() throws Exception {
        home().with("conf/servers/a.yaml", server("a"));
        start();
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        configuration.onChange(() -> {
            throw new IllegalStateException("on purpose");
        });
        configuration.onChange(() -> seen.add("told"));
        for (int i = 0; i < 2; i++) {
            home.with("conf/servers/a.yaml", server("a") + "map: M" + i + "\n");
            configuration.reload();
            assertEquals("told", seen.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aSecretInAFileIsReadAgainAndNothingShowsIt() throws Exception {
        home().with("secrets/rcon", "first secret")
                .with(
                        "conf/servers/a.yaml",
                        server("a")
                                + "console: {password: '${file:secrets/rcon}'}\nauth: {token: literal-token-0123}\n");
        start();
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        configuration.onChange(() -> seen.add("changed"));
        home.with("secrets/rcon", "second secret");
        assertEquals("changed", seen.poll(15, TimeUnit.SECONDS));
        assertEquals(
                "second secret",
                configuration
                        .server("a")
                        .orElseThrow()
                        .console()
                        .password()
                        .orElseThrow()
                        .reveal());
        assertTrue(home.revealed().containsAll(List.of("first secret", "second secret", "literal-token-0123")));
        String view = configuration.view(Optional.of("a"));
        assertTrue(view.contains("auth: {token: \"***\"}"), view);
        assertTrue(view.contains("${file:secrets/rcon}"), view);
        assertFalse(home.emitted.toString().contains("secret\""), home.emitted::toString);
    }

    @Test
    void theZoneIsThatOfTheInstallation() throws Exception {
        home = new TestHome(root);
        home.with("conf/reconsync.yaml", "timezone: Pacific/Auckland\n");
        home.with("conf/servers/a.yaml", server("a") + "timezone: Europe/Berlin\n");
        start();
        assertEquals("Pacific/Auckland", configuration.zone().getId());
        assertEquals(
                "Europe/Berlin",
                configuration.server("a").orElseThrow().timezone().getId());
    }

    @Test
    void aViewIsTheFileExceptForItsSecrets() throws Exception {
        home = new TestHome(root);
        String text = server("a")
                + "# \uD83E\uDD95\uD83E\uDD96 the island\n"
                + "query: {port: 27015}\n"
                + "console: {port: 27020, password: \"literal word\"} # both\n";
        home.with("conf/servers/a.yaml", text);
        start();
        assertEquals(text.replace("literal word", "***"), configuration.view(Optional.of("a")));
    }

    @Test
    void pluginsBringProfilesAndSchemas() throws Exception {
        home = new TestHome(root);
        home.with("conf/servers/a.yaml", server("a") + "foo: {spede: 3}\n");
        start();
        assertTrue(configuration.problems().toString().contains("The plugin foo is missing"));
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        configuration.onChange(() -> seen.add("changed"));
        String schema =
                "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"speed\":{\"type\":\"integer\"}}}";
        Document brought = new Document(PluginDocument.Kind.SCHEMA, "foo", schema);
        configuration.addDocument(brought);
        configuration.addDocument(new Document(PluginDocument.Kind.PROFILE, "foo", PROFILE));
        assertEquals("changed", seen.poll(15, TimeUnit.SECONDS));
        configuration.reload();
        assertEquals("plugin foo", configuration.profile("foo").orElseThrow().origin());
        assertTrue(
                configuration.problems().toString().contains("Did you mean speed?"),
                configuration.problems()::toString);
        assertEquals(List.of("a"), ids(), "the last good state stays");
        home.with("games/foo.yaml", PROFILE.replace("[foo]", "[other]"));
        configuration.reload();
        GameProfile profile = configuration.profile("foo").orElseThrow().profile();
        assertEquals(List.of("other"), profile.process().names());
        assertEquals(
                Optional.of("plugin foo"),
                configuration.profile("foo").orElseThrow().shadows());
        configuration.removeDocument(brought);
        configuration.reload();
        assertTrue(
                configuration.problems().toString().contains("no keys of its own"), configuration.problems()::toString);
    }

    @Test
    void pluginsThatLeaveAtTheEndAreNoNews() throws Exception {
        home = new TestHome(root).with("conf/servers/a.yaml", server("a"));
        start();
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        configuration.onChange(() -> seen.add("changed"));
        Document brought = new Document(PluginDocument.Kind.PROFILE, "foo", PROFILE);
        configuration.addDocument(brought);
        configuration.reload();
        assertEquals(List.of("a"), ids());
        assertEquals("changed", seen.poll(20, TimeUnit.SECONDS), "the plugin that came was no news");
        home.ending = true;
        configuration.removeDocument(brought);
        assertEquals(null, seen.poll(1_500, TimeUnit.MILLISECONDS), home.emitted::toString);
    }
}
