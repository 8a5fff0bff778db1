// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
    static final String SERVER = """
            # conf/servers/ark-island.yaml
            server_id: ark-island
            game: ark
            map: TheIsland
            timezone: America/Chicago
            autostart: true
            control: own                       # own | {systemd: ark.service} | {docker: ark}
            install: /srv/ark                  # relative paths below start here
            query: {port: 27015}
            console: {port: 27020, password: "${file:secrets/ark-rcon}"}
            backup:
              path: ShooterGame/Saved          # the source; the profile's default if left out
              schedule: "0 */2 * * *"          # or {type: cron, expression: …, timezone: …}
              retention_days: 7
              retention: {keep_last: 24, daily: 7, weekly: 4, monthly: 6}
              format: tar.zst                  # zip | tar.zst | tar.gz | repository
              destinations: [local, s3-main]
            monitor:
              check_interval: 10s              # probes only; a process's exit is seen at once
              crash_threshold: 3
              restart: {policy: on-crash, max: 3, within: 10m}
            alerts: {enabled: true, discord_channel: ark-alerts}
            start_args: [-NoBattlEye]          # appended to the profile's start
            ark: {cluster_dir: /srv/ark/clusters}
            """;
    static final String MAIN = """
            name: host-1
            link: {bot: "wss://bot.example.org:8765"}
            destinations:
              local: {type: local, path: /srv/backups}
              s3-main: {type: s3, preset: backblaze-b2, region: us-west-004, bucket: worlds, access_key: "${env:S3_KEY}", secret_key: "${env:S3_SECRET}"}
            discord:                                                        # bot
              token: "${file:secrets/discord}"
              guilds:
                "123456789012345678":
                  servers: ["ark-*", rust-main]
                  tiers: {owner: {users: ["11"]}, admin: {roles: ["22"]}, user: everyone}
                  channels: {alerts: "33", audit: "44", status: "55", ark-alerts: "66"}
            """;
    static final String GAME = """
            game: foo
            name: Foo Online
            process: {names: [foo_server], ready: '^Done \\(', start: [./foo_server, -config, server.cfg, -map, '%{map}', -port, '%{query.port}']}
            stop: [{console: stop, wait: 60s}, {signal: TERM, wait: 30s}, {signal: KILL}]
            log: {files: [logs/latest.log], strip: [ansi]}
            query: {kind: none}
            console: {kind: source-rcon, port: 25575, reply: idle}
            save:
              before: [{console: save-off}, {console: save-all}]
              finished: {log: '^Saved the world', timeout: 120s}
              release: [{console: save-on}]
              stable: 2s
            events:
              - {line: '^(?<name>\\S+) joined the game$', event: player-joined}
              - {line: '^(?<name>\\S+) left the game$', event: player-left}
            files: {roots: [world], include: ['**'], exclude: ['**/session.lock', '**/*.tmp']}
            crash: {log: ['Encountered an unexpected exception']}
            """;

    @TempDir
    Path root;

    private Loaded load(TestHome home) {
        Map<String, String> environment = Map.of("S3_SECRET", "from the process");
        return new Loader(home.home(), environment, new JacksonJson()).load(Loaded.NOTHING, Documents.NONE);
    }

    private TestHome example() {
        return new TestHome(root)
                .with("conf/reconsync.yaml", MAIN)
                .with("conf/servers/ark-island.yaml", SERVER)
                .with("games/foo.yaml", GAME)
                .with("secrets/ark-rcon", "rcon password\n")
                .with("secrets/discord", "token of discord\r\n")
                .with(".env", "# comment\nexport S3_KEY='key of s3'\nS3_SECRET=loses\n");
    }

    @Test
    void theExamplesMeanWhatTheySay() {
        Loaded loaded = load(example());
        assertEquals(
                List.of("ark", "game"),
                loaded.problems().stream()
                        .filter(p -> !p.message().contains("every user"))
                        .map(p -> p.key())
                        .sorted()
                        .toList(),
                loaded.problems()::toString);
        ServerConfig server = loaded.servers().get("conf/servers/ark-island.yaml");
        assertEquals("ark-island", server.id());
        assertEquals(ZoneId.of("America/Chicago"), server.timezone());
        assertEquals(Path.of("/srv/ark"), server.install());
        assertEquals("rcon password", server.console().password().orElseThrow().reveal());
        assertEquals(Optional.of(27015), server.query().port());
        assertEquals("0 */2 * * *", server.backup().schedule().orElseThrow().expression());
        assertEquals(
                ZoneId.of("America/Chicago"),
                server.backup().schedule().orElseThrow().zone());
        assertEquals(Optional.of(24), server.backup().keepLast());
        assertEquals(List.of("local", "s3-main"), server.backup().destinations());
        assertEquals(Duration.ofSeconds(10), server.monitor().checkInterval());
        assertEquals(Duration.ofMinutes(10), server.monitor().restart().within());
        assertEquals(List.of("-NoBattlEye"), server.startArgs());
        assertEquals("/srv/ark/clusters", server.values().get("ark.cluster_dir"));
        assertEquals("27015", server.values().get("query.port"));
        assertFalse(server.values().containsKey("console.password"));
        assertFalse(server.toString().contains("rcon password"), server.toString());
        MainFile main = loaded.main().orElseThrow();
        assertEquals(
                "key of s3",
                main.destinations()
                        .get("s3-main")
                        .secret("access_key")
                        .orElseThrow()
                        .reveal());
        assertTrue(loaded.secrets().containsAll(List.of("rcon password", "token of discord", "from the process")));
    }

    @Test
    void theProfileIsComplete() {
        GameProfile profile = load(example()).profiles().get("foo").profile();
        assertEquals(Optional.of("^Done \\("), profile.process().ready());
        assertEquals(
                new Step(Optional.of("stop"), Optional.empty(), Duration.ofSeconds(60)),
                profile.stop().get(0));
        assertEquals(Optional.empty(), profile.query());
        assertEquals("25575", profile.console().orElseThrow().port());
        assertEquals(Map.of("reply", "idle"), profile.console().orElseThrow().options());
        assertEquals(Optional.of("^Saved the world"), profile.save().finished());
        assertEquals(Duration.ofMinutes(2), profile.save().timeout());
        assertEquals(2, profile.events().size());
        assertEquals(List.of("**/session.lock", "**/*.tmp"), profile.files().exclude());
    }

    @Test
    void theSmallestFilesAreEnough() {
        TestHome home = new TestHome(root)
                .with("conf/servers/a.yml", "\uFEFFserver_id: a\r\ngame: foo\r\ninstall: /srv/a\r\n")
                .with("games/foo.yaml", "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [world]}\n");
        Loaded loaded = load(home);
        assertEquals(List.of(), loaded.problems());
        ServerConfig server = loaded.servers().get("conf/servers/a.yml");
        assertEquals(new ServerConfig.Control.Own(), server.control());
        assertEquals(List.of("local"), server.backup().destinations());
        assertEquals(
                "data/backups",
                loaded.main().orElseThrow().destinations().get("local").required("path"));
        assertEquals(2, loaded.profiles().get("foo").profile().stop().size());
    }

    @Test
    void olderNamesStillMeanTheSame() {
        TestHome home = new TestHome(root)
                .with("conf/reconsync.yaml", MAIN.replace("${env:S3_KEY}", "k").replace("${file:secrets/discord}", "t"))
                .with("conf/servers/rust.yaml", """
                        server_id: rust-east-001
                        game: rust
                        cloud_target: s3
                        env: {RUST_BACKTRACE: 1}
                        auth: {token: 0123456789abcdef}
                        backup:
                          path: /home/container/serverdata
                          schedule: {type: cron, expression: "0 * * * *", timezone: Europe/Berlin}
                          retention_days: 7
                        monitor: {check_interval: 60, crash_threshold: 3}
                        """);
        ServerConfig server = load(home).servers().get("conf/servers/rust.yaml");
        assertEquals(Path.of("/home/container/serverdata"), server.install());
        assertEquals(Optional.of("."), server.backup().path());
        assertEquals(List.of("local", "s3-main"), server.backup().destinations());
        assertEquals(Duration.ofSeconds(60), server.monitor().checkInterval());
        assertEquals(Map.of("RUST_BACKTRACE", "1"), server.environment());
        assertFalse(server.values().containsKey("auth.token"));
    }
}
