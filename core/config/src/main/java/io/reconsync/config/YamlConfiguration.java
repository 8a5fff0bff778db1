// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginDocument;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration of a running installation: looks at its files once a second. */
@Component(service = Configuration.class)
public final class YamlConfiguration implements Configuration, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(YamlConfiguration.class);
    private static final long POLL_MILLIS = 1_000;
    private static final long SETTLE_MILLIS = 50;

    /** Longer while the plugins of the start come one by one; the installer asks for a reading when all are there. */
    private static final long START_SETTLE_MILLIS = 1_000;

    private final Instance instance;
    private final SecretMasks masks;
    private final Loader loader;
    private final Watch watch;
    private final Announcer announcer;
    private final List<PluginDocument> documents = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final OneThread thread = new OneThread("reconsync-config");
    private volatile Loaded current;

    /** Reads everything; when {@code conf/reconsync.yaml} cannot be used, the instance ends. */
    @Activate
    public YamlConfiguration(
            @Reference Instance instance,
            @Reference SecretMasks masks,
            @Reference Events events,
            @Reference JsonCodec json) {
        this.instance = instance;
        this.masks = masks;
        this.loader = new Loader(instance.home(), System.getenv(), json);
        this.watch = new Watch(new ConfigFiles(instance.home()));
        this.announcer = new Announcer(events, Clock.systemUTC());
        this.current = read(Loaded.NOTHING);
        if (current.main().isEmpty()) {
            thread.shutdownNow();
            throw refuse();
        }
        announcer.problems(current.problems(), false);
        thread.scheduleWithFixedDelay(
                () -> thread.execute(this::poll), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private ReconException refuse() {
        List<ConfigProblem> errors = current.problems().stream()
                .filter(problem ->
                        problem.severity().equals("error") && problem.file().equals(MainFile.SHOWN))
                .toList();
        // The first one ends the process with its sentence; the others are said once before it.
        errors.stream()
                .skip(1)
                .forEach(problem -> LOG.error("{}: {} {}", problem.place(), problem.message(), problem.nextStep()));
        ConfigProblem first = errors.get(0);
        String message = first.place() + ": " + first.message();
        instance.fail(ExitCode.CONFIG, message + " " + first.nextStep());
        return new ReconException("config-unusable", ErrorOwner.USER, message, first.nextStep());
    }

    /** A plugin's file has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDocument(PluginDocument document) {
        documents.add(document);
        loadSoon();
    }

    /** A plugin's file has gone. */
    void removeDocument(PluginDocument document) {
        documents.remove(document);
        loadSoon();
    }

    /** Once for all that come and go together. At an end, plugins that leave are no change of the configuration. */
    private void loadSoon() {
        if (!thread.isShutdown() && !instance.isEnding() && awaited.compareAndSet(false, true)) {
            thread.schedule(
                    () -> {
                        awaited.set(false);
                        if (!instance.isEnding()) {
                            load();
                        }
                    },
                    instance.isReady() ? SETTLE_MILLIS : START_SETTLE_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void poll() {
        if (instance.isEnding()) {
            return;
        }
        if (watch.changed(current.used())) {
            load();
        } else {
            announcer.problems(current.problems(), instance.isReady());
        }
    }

    private void load() {
        Loaded before = current;
        Loaded after = read(before);
        current = after;
        announcer.problems(after.problems(), instance.isReady());
        if (!instance.isReady()) {
            // What the plugins of the start bring is no change that anybody made, but everybody has to take it in.
            listeners.forEach(thread::execute);
            return;
        }
        String difference = new Difference(before, after).text();
        if (!difference.isEmpty()) {
            announcer.changed(difference);
        }
        if (!difference.isEmpty() || !before.problems().equals(after.problems())) {
            listeners.forEach(thread::execute);
        }
    }

    private Loaded read(Loaded before) {
        Map<Path, String> stamps = watch.stamps(before.used());
        Loaded after = loader.load(before, documents());
        stamps.putAll(watch.stamps(after.used()));
        watch.loaded(stamps);
        after.secrets().forEach(secret -> masks.add(Secret.of(secret)));
        return after;
    }

    /** Until the plugins of the start are up, schemas are read from their jars, so that a file is checked whole at once. */
    private Documents documents() {
        List<Documents.Document> all = new ArrayList<>();
        documents.forEach(document -> all.add(Documents.Document.of(document)));
        if (!instance.isReady()) {
            new JarDocuments(instance.home().plugins())
                    .read().all().stream()
                            .filter(document -> document.kind() == PluginDocument.Kind.SCHEMA)
                            .filter(document -> all.stream()
                                    .noneMatch(other -> other.kind() == document.kind()
                                            && other.name().equals(document.name())))
                            .forEach(all::add);
        }
        return new Documents(all);
    }

    private MainFile main() {
        return current.main().orElseThrow();
    }

    @Override
    public String name() {
        return main().name().orElseGet(HostName::get);
    }

    @Override
    public ZoneId zone() {
        return main().zone();
    }

    @Override
    public List<ServerConfig> servers() {
        return current.servers().values().stream()
                .sorted(Comparator.comparing(ServerConfig::id))
                .toList();
    }

    @Override
    public Map<String, Settings> destinations() {
        return main().destinations();
    }

    @Override
    public Map<String, Settings> routes() {
        return main().routes();
    }

    @Override
    public Optional<Settings> section(String name) {
        return main().all().nested(name);
    }

    @Override
    public Optional<ProfileEntry> profile(String game) {
        return Optional.ofNullable(current.profiles().get(game));
    }

    @Override
    public List<ProfileEntry> profiles() {
        return List.copyOf(current.profiles().values());
    }

    @Override
    public List<ConfigProblem> problems() {
        return current.problems();
    }

    @Override
    public String view(Optional<String> server) {
        Loaded now = current;
        String file = server.map(id -> now.servers().entrySet().stream()
                        .filter(each -> each.getValue().id().equals(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow(() -> new ReconException(
                                "server-unknown",
                                ErrorOwner.USER,
                                "There is no server " + id + ".",
                                "Name one of: "
                                        + String.join(
                                                ", ",
                                                servers().stream()
                                                        .map(ServerConfig::id)
                                                        .toList()) + ".")))
                .orElse(MainFile.SHOWN);
        return masks.mask(now.views().getOrDefault(file, ""));
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        Runnable own = () -> listener.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public void reload() {
        try {
            thread.submit(this::load).get();
            // Behind the listeners that it may have called.
            thread.submit(() -> {}).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The configuration could not be read again.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watching. */
    @Override
    @Deactivate
    public void close() {
        thread.shutdownNow();
    }
}
