// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.store.SqliteDatabase;
import io.reconsync.testkit.fake.FakeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Servers with real processes in a temporary home. */
final class Yardstick implements AutoCloseable {
    final Path home;
    final Path install;
    final Books books = new Books();
    final Offers offers = new Offers();
    final List<ProcessChange> changes = new CopyOnWriteArrayList<>();
    final List<GameEvent> events = new CopyOnWriteArrayList<>();
    final Map<String, String> programs = new HashMap<>();
    SqliteDatabase database;
    ConfiguredServers servers;

    Yardstick(Path home) throws Exception {
        this.home = home;
        this.install = Files.createDirectories(home.resolve("the game ü"));
    }

    Yardstick open() {
        database = new SqliteDatabase(home.resolve("data/store"), Clock.systemUTC());
        servers = new ConfiguredServers(
                books,
                offers,
                database,
                new Home(home),
                new NoMasks(),
                Clock.systemUTC(),
                name -> programs.getOrDefault(name, name));
        servers.onProcess((server, change) -> changes.add(change));
        servers.onGameEvent((server, event) -> events.add(event));
        servers.start();
        return this;
    }

    /** Our own end: the game is not told. */
    void leave() {
        servers.stop();
        database.close();
        changes.clear();
        events.clear();
    }

    Server server() {
        return servers.get("foo");
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        Object pause = new Object();
        while (!condition.getAsBoolean()) {
            if (deadline.expired()) {
                throw new AssertionError("Did not come: " + what);
            }
            synchronized (pause) {
                pause.wait(10);
            }
        }
    }

    Optional<ProcessChange.Exited> exit() {
        return changes.stream()
                .filter(ProcessChange.Exited.class::isInstance)
                .map(ProcessChange.Exited.class::cast)
                .findFirst();
    }

    static List<String> game(String... words) {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FakeGame.class.getName()));
        arguments.addAll(List.of(words));
        return arguments;
    }

    static GameProfile.Step step(String console, String signal, Duration limit) {
        return new GameProfile.Step(Optional.ofNullable(console), Optional.ofNullable(signal), limit);
    }

    static GameProfile profile(List<GameProfile.Step> stop) {
        GameProfile none = Profiles.unknown("foo");
        return new GameProfile(
                "foo",
                "Foo",
                new GameProfile.ProcessPart(
                        List.of("java"),
                        Optional.of("^Done \\("),
                        game(),
                        Map.of("FOO_MAP", "%{map}"),
                        "",
                        Duration.ofSeconds(20)),
                stop,
                none.log(),
                Optional.empty(),
                Optional.of(new GameProfile.PortPart("stdin", "", Map.of())),
                none.save(),
                List.of(
                        new GameProfile.EventPattern("^(?<name>\\S+) joined$", "player-joined"),
                        new GameProfile.EventPattern("^(?<name>\\S+) left$", "player-left")),
                Optional.empty(),
                none.files(),
                none.crash());
    }

    ServerConfig config(Control control, String... startArgs) {
        return new ServerConfig(
                "foo",
                "foo",
                "local",
                "TheIsland",
                ZoneId.of("UTC"),
                false,
                control,
                install,
                port(),
                port(),
                new ServerConfig.Backup(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "zip",
                        List.of("local"),
                        List.of(),
                        List.of(),
                        true),
                new ServerConfig.Monitoring(
                        Duration.ofSeconds(10), 3, new ServerConfig.Restart("never", 3, Duration.ofMinutes(10))),
                new ServerConfig.Alerts(false, Optional.empty(), List.of()),
                List.of(),
                List.of(startArgs),
                Map.of(),
                home.resolve("conf/servers/foo.yaml"),
                Map.of(),
                FakeSettings.of(Map.of()));
    }

    private static ServerConfig.Port port() {
        return new ServerConfig.Port(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Masks one word. */
    private static final class NoMasks implements SecretMasks {
        @Override
        public void add(Secret secret) {}

        @Override
        public String mask(String text) {
            return text.replace("hunter2", "***");
        }
    }

    /** Ends the game too, whatever state it is in. */
    @Override
    public void close() {
        for (Server server : servers.all()) {
            server.process()
                    .flatMap(process -> ProcessHandle.of(process.pid()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
        leave();
    }
}
