// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Settings;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.archive.FolderExtractor;
import io.reconsync.archive.TarGzFormat;
import io.reconsync.archive.TarZstFormat;
import io.reconsync.archive.ZipFormat;
import io.reconsync.backup.local.LocalDestinationType;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.Ids;
import io.reconsync.store.SqliteDatabase;
import io.reconsync.testkit.fake.FakeSettings;
import java.lang.reflect.Proxy;
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
import java.util.function.BiConsumer;
import java.util.function.Function;

/** An installation with one server, real files, a real database, real formats, and the real local destination. */
final class Bench implements AutoCloseable {
    final Path home;
    final Path install;
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<DestinationType> types = new CopyOnWriteArrayList<>();
    final Map<String, Settings> destinations = new HashMap<>();
    final SqliteDatabase database;
    final FakeServer server;
    final Workshop workshop;
    private final List<BiConsumer<Server, GameEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();

    Bench(Path root, Shape shape) {
        this.home = root.resolve("home");
        this.install = root.resolve("install");
        this.database = new SqliteDatabase(home.resolve("data/store"), clock);
        this.server = new FakeServer(shape.config(install), shape.profile(), shape.rootPaths(install));
        destinations.put("local", FakeSettings.of(Map.of("type", "local", "path", "data/backups")));
        Instance instance = fake(Instance.class, name -> name.equals("home") ? new Home(home) : "1.0-test");
        Servers servers = servers();
        types.add(new LocalDestinationType(instance, servers));
        PluginContext context = fake(PluginContext.class, name -> clock);
        this.workshop = new Workshop(
                instance,
                servers,
                configuration(),
                events(),
                new PlainJson(),
                database,
                plugins(),
                context,
                new FolderExtractor(),
                shape.live(),
                List.of(new ZipFormat(), new TarZstFormat(), new TarGzFormat()));
    }

    /** What the server of a bench is like. */
    record Shape(
            String id,
            List<String> roots,
            GameProfile.SavePart save,
            GameProfile.FilesPart files,
            ServerConfig.Backup backup,
            io.reconsync.api.game.LiveDatabase live) {
        static final GameProfile.SavePart NO_SAVE = new GameProfile.SavePart(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                List.of(),
                Duration.ofMillis(50),
                List.of(),
                Duration.ZERO);

        static Shape simple() {
            return new Shape(
                    "srv", List.of("world"), NO_SAVE, files(List.of(), List.of()), backup("zip", "local"), null);
        }

        static GameProfile.FilesPart files(List<String> exclude, List<String> required) {
            return new GameProfile.FilesPart(List.of(), List.of("**"), exclude, required, List.of("**/*.db"));
        }

        static ServerConfig.Backup backup(String format, String... destinations) {
            return new ServerConfig.Backup(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    format,
                    List.of(destinations),
                    List.of(),
                    List.of(),
                    true);
        }

        Shape with(GameProfile.SavePart other) {
            return new Shape(id, roots, other, files, backup, live);
        }

        Shape with(GameProfile.FilesPart other) {
            return new Shape(id, roots, save, other, backup, live);
        }

        Shape with(ServerConfig.Backup other) {
            return new Shape(id, roots, save, files, other, live);
        }

        Shape roots(String... others) {
            return new Shape(id, List.of(others), save, files, backup, live);
        }

        List<Path> rootPaths(Path install) {
            return roots.stream().map(install::resolve).toList();
        }

        GameProfile profile() {
            return new GameProfile(
                    "foo",
                    "Foo",
                    null,
                    List.of(),
                    null,
                    Optional.empty(),
                    Optional.empty(),
                    save,
                    List.of(),
                    Optional.empty(),
                    files,
                    null);
        }

        ServerConfig config(Path install) {
            return new ServerConfig(
                    id,
                    "foo",
                    "local",
                    "TheMap",
                    ZoneId.of("Europe/Berlin"),
                    false,
                    new ServerConfig.Control.Own(),
                    install,
                    null,
                    null,
                    backup,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    Map.of(),
                    install.resolve("srv.yaml"),
                    Map.of(),
                    FakeSettings.of(Map.of()));
        }
    }

    /** Runs a job to its end. */
    JobHandler.Outcome run(JobHandler handler, Map<String, String> arguments) throws InterruptedException {
        return handler.run(job(handler.kind(), arguments));
    }

    FakeRun job(String kind, Map<String, String> arguments) {
        String id = Ids.next(clock);
        return new FakeRun(id, kind, server.id(), arguments, Tier.OWNER, home.resolve("data/jobs/" + id));
    }

    Snapshot backup() throws InterruptedException {
        String id = run(new BackupJob(workshop), Map.of()).data().get("snapshot");
        return workshop.catalog.list(Optional.empty()).stream()
                .filter(snapshot -> snapshot.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    void happen(GameEvent event) {
        listeners.forEach(listener -> listener.accept(server, event));
    }

    List<String> eventKinds() {
        return events.stream().map(Event::kind).toList();
    }

    private Servers servers() {
        return new Servers() {
            @Override
            public List<Server> all() {
                return List.of(server);
            }

            @Override
            public Optional<Server> find(String id) {
                return id.equals(server.id()) ? Optional.of(server) : Optional.empty();
            }

            @Override
            public Server get(String id) {
                return find(id).orElseThrow();
            }

            @Override
            public AutoCloseable onProcess(BiConsumer<Server, io.reconsync.contract.servers.ProcessChange> listener) {
                return () -> {};
            }

            @Override
            public AutoCloseable onGameEvent(BiConsumer<Server, GameEvent> listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        };
    }

    private Configuration configuration() {
        return fake(Configuration.class, name -> name.equals("destinations") ? destinations : List.of());
    }

    private Events events() {
        return new Events() {
            @Override
            public AutoCloseable subscribe(java.util.function.Consumer<Event> listener) {
                return () -> {};
            }

            @Override
            public List<Event> recent(int limit) {
                return events;
            }

            @Override
            public void emit(Event event) {
                events.add(event);
            }
        };
    }

    private PluginServices plugins() {
        return new PluginServices() {
            @Override
            public <T> List<Guarded<T>> all(Class<T> type) {
                List<Guarded<T>> all = new ArrayList<>();
                types.forEach(one -> all.add(new Unguarded<>(type.cast(one))));
                return all;
            }

            @Override
            public AutoCloseable onChange(Class<?> type, Runnable listener) {
                return () -> {};
            }
        };
    }

    private static <T> T fake(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName())));
    }

    @Override
    public void close() {
        database.close();
    }
}
