// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.QueryKind;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Closing;
import io.reconsync.servers.process.ProcessRecords;
import io.reconsync.servers.session.Offered;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of the configuration; files, plugins and processes come and go. */
@Component(service = {Servers.class, ConfiguredServers.class})
public final class ConfiguredServers implements Servers, Yard {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredServers.class);

    private final Configuration configuration;
    private final PluginServices services;
    private final Home home;
    private final SecretMasks masks;
    private final ProcessRecords records;
    private final Clock clock;
    private final UnaryOperator<String> programs;
    private final Offered<GameAdapter> adapters;
    private final Offered<ConsoleKind> consoles;
    private final Offered<QueryKind> queries;
    private final ServerNews<Server, ProcessChange> processNews = new ServerNews<>("recon-servers-process-news");
    private final ServerNews<Server, GameEvent> gameNews = new ServerNews<>("recon-servers-game-news");
    private final Map<String, ManagedServer> servers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watching = timer("recon-servers-process");
    private final ScheduledExecutorService listening = timer("recon-servers-log");
    private final ExecutorService others = Executors.newCachedThreadPool(task -> daemon(task, "recon-servers-other"));
    private final List<AutoCloseable> subscriptions = new ArrayList<>();

    /** Asked for when it is needed: the board watches servers, so each would wait for the other to be made. */
    @Reference(
            service = HealthBoard.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    private volatile ComponentServiceObjects<HealthBoard> board;

    /** As a component. */
    @Activate
    public ConfiguredServers(
            @Reference Configuration configuration,
            @Reference PluginServices services,
            @Reference Database database,
            @Reference Instance instance,
            @Reference SecretMasks masks) {
        this(configuration, services, database, instance.home(), masks, Clock.systemUTC(), UnaryOperator.identity());
    }

    ConfiguredServers(
            Configuration configuration,
            PluginServices services,
            Database database,
            Home home,
            SecretMasks masks,
            Clock clock,
            UnaryOperator<String> programs) {
        this.configuration = configuration;
        this.services = services;
        this.home = home;
        this.masks = masks;
        this.records = new ProcessRecords(database);
        this.clock = clock;
        this.programs = programs;
        this.adapters = new Offered<>(services, GameAdapter.class, GameAdapter::games);
        this.consoles = new Offered<>(services, ConsoleKind.class, kind -> Set.of(kind.kind()));
        this.queries = new Offered<>(services, QueryKind.class, kind -> Set.of(kind.kind()));
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to watch. */
    @Activate
    void start() {
        subscriptions.add(configuration.onChange(this::refresh));
        for (Class<?> type : List.of(GameAdapter.class, ConsoleKind.class, QueryKind.class)) {
            subscriptions.add(services.onChange(type, this::refresh));
        }
        refresh();
        every(watching, ManagedServer::watch);
        every(listening, ManagedServer::listen);
    }

    private void every(ScheduledExecutorService thread, Consumer<ManagedServer> look) {
        thread.scheduleWithFixedDelay(
                () -> servers.values()
                        .forEach(server ->
                                Contained.run("looking at the server " + server.id(), () -> look.accept(server))),
                1,
                1,
                TimeUnit.SECONDS);
    }

    /** Lets go; every game runs on. */
    @Deactivate
    void stop() {
        subscriptions.forEach(Closing::quietly);
        for (ExecutorService thread : List.of(watching, listening, others)) {
            thread.shutdownNow();
        }
        servers.values().forEach(ManagedServer::close);
        processNews.close();
        gameNews.close();
    }

    /** Takes over what the configuration and the plugins are now. */
    synchronized void refresh() {
        adapters.forget();
        consoles.forget();
        queries.forget();
        Map<String, ServerConfig> wanted = configuration.servers().stream()
                .collect(Collectors.toMap(ServerConfig::id, config -> config, (a, b) -> a));
        for (ManagedServer server : servers.values()) {
            if (!wanted.containsKey(server.id())) {
                servers.remove(server.id());
                server.close();
                LOG.info("The server {} is no longer looked after; its game is left alone.", server.id());
            }
        }
        wanted.values().forEach(config -> Contained.run("taking over the server " + config.id(), () -> take(config)));
    }

    private void take(ServerConfig config) {
        ManagedServer server = servers.get(config.id());
        if (server == null) {
            servers.put(config.id(), new ManagedServer(this, config));
        } else {
            server.configure(config, Slot.of(config.game(), configuration, adapters));
        }
    }

    /** Uses a plugin no more. */
    void leave(String plugin) {
        List.of(adapters, consoles, queries).forEach(offered -> offered.leave(plugin));
        servers.values().forEach(server -> server.leave(plugin));
        refresh();
    }

    /** Uses a plugin again. */
    void takeBack(String plugin) {
        List.of(adapters, consoles, queries).forEach(offered -> offered.takeBack(plugin));
        refresh();
    }

    @Override
    public List<Server> all() {
        return servers.values().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(Server.class::cast)
                .toList();
    }

    @Override
    public Optional<Server> find(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    @Override
    public Server get(String id) {
        return find(id).orElseThrow(() -> {
            String ids = String.join(", ", servers.keySet().stream().sorted().toList());
            return new ReconException(
                    "server-unknown",
                    ErrorOwner.USER,
                    "There is no server '" + (id.length() > 100 ? id.substring(0, 100) + "…" : id) + "' here.",
                    ids.isEmpty() ? "Describe one in conf/servers/." : "Use one of: " + ids + ".");
        });
    }

    @Override
    public AutoCloseable onProcess(BiConsumer<Server, ProcessChange> listener) {
        return processNews.add(listener);
    }

    @Override
    public AutoCloseable onGameEvent(BiConsumer<Server, GameEvent> listener) {
        return gameNews.add(listener);
    }

    @Override
    public HealthState health(Server server) {
        if (!server.adapterPresent()) {
            return HealthState.UNKNOWN;
        }
        Optional<HealthState> watched = watched(server);
        if (watched.isPresent()) {
            return watched.get();
        }
        if (server.process().isEmpty()) {
            return HealthState.STOPPED;
        }
        return server.ready() ? HealthState.RUNNING : HealthState.STARTING;
    }

    private Optional<HealthState> watched(Server server) {
        ComponentServiceObjects<HealthBoard> known = board;
        HealthBoard now = known == null ? null : known.getService();
        if (now == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(now.of(server.id()).state());
        } finally {
            known.ungetService(now);
        }
    }

    @Override
    public void soon(Runnable task) {
        execute(watching, task);
    }

    @Override
    public void later(Runnable task) {
        execute(others, task);
    }

    private static void execute(ExecutorService thread, Runnable task) {
        try {
            thread.execute(() -> Contained.run("work for a server", task));
        } catch (RejectedExecutionException e) {
            LOG.debug("No more work: closed.");
        }
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public SecretMasks masks() {
        return masks;
    }

    @Override
    public ProcessRecords records() {
        return records;
    }

    @Override
    public Offered<GameAdapter> adapters() {
        return adapters;
    }

    @Override
    public Offered<ConsoleKind> consoles() {
        return consoles;
    }

    @Override
    public Offered<QueryKind> queries() {
        return queries;
    }

    @Override
    public ServerNews<Server, ProcessChange> processNews() {
        return processNews;
    }

    @Override
    public ServerNews<Server, GameEvent> gameNews() {
        return gameNews;
    }

    @Override
    public UnaryOperator<String> programs() {
        return programs;
    }
}
