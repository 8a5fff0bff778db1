// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.DrainParticipant;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.PluginData;
import io.reconsync.contract.host.PluginFacts;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.values.DurationText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the framework as {@code plugins/} wants it, and answers for that. */
@Component(immediate = true, service = Plugins.class)
public final class PluginInstaller implements Plugins {
    static final long POLL_MILLIS = 250;

    /** A framework property for machines on which plugins need longer to become ready, for example {@code 60s}. */
    private static final String LIMIT = "reconsync.plugins.ready";

    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(PluginInstaller.class);
    private static final long FIRST_PASS_MILLIS = 10_000;

    private final List<DrainParticipant> participants = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final BundleContext context;
    private final Instance instance;
    private final Configuration configuration;
    private final Passes passes;
    private final Answers answers;
    private final Thread thread;

    /**
     * Begins to look.
     *
     * @param facts not used: it is there once contexts for plugins are
     */
    @Activate
    public PluginInstaller(
            BundleContext context,
            @Reference Instance instance,
            @Reference JsonCodec json,
            @Reference GuardControl guard,
            @Reference PluginData data,
            @Reference PluginFacts facts,
            @Reference Events events,
            @Reference Configuration configuration,
            @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.instance = instance;
        this.configuration = configuration;
        Home home = instance.home();
        Bounded bounded = new Bounded();
        StoredBundles store = new StoredBundles(home.bundleStore());
        PluginBundles bundles = new PluginBundles(context, home.bundleStore(), bounded);
        Verifier verifier = new Verifier(store, bundles);
        LifeBook lives = new LifeBook(events, guard, Clock.systemUTC());
        Readiness readiness = new Readiness(runtime, guard);
        Stage stage = new Stage(bundles, guard, readiness, data, lives, limit(context));
        Drain drain = new Drain(() -> List.copyOf(participants), guard, bounded);
        ActiveSetFile file = new ActiveSetFile(home.data().resolve("active-set.json"), json);
        Deployer deployer = new Deployer(file, store, bundles, verifier, stage, drain, lives, instance.version());
        RefusedNotes notes = new RefusedNotes(home.plugins());
        this.passes = new Passes(home.plugins(), store, verifier, deployer, lives, notes, instance.version(), data);
        this.answers = new Answers(lives, deployer, readiness, guard, bounded);
        this.thread = new Thread(null, this::work, "installer", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private static Duration limit(BundleContext context) {
        return Optional.ofNullable(context.getProperty(LIMIT))
                .flatMap(DurationText::parse)
                .orElse(READY_WITHIN);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        thread.interrupt();
        thread.join(5_000);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindParticipant(DrainParticipant participant) {
        participants.add(participant);
    }

    void unbindParticipant(DrainParticipant participant) {
        participants.remove(participant);
    }

    private void work() {
        try {
            survive(() -> {
                locked(passes::begin);
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FIRST_PASS_MILLIS);
                while (!locked(passes::scan) && System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
                // What the plugins ship for the configuration is in force before anybody hears that they are up.
                configuration.reload();
                return null;
            });
            var properties = new Hashtable<String, Object>();
            properties.put(Condition.CONDITION_ID, Conditions.PLUGINS);
            context.registerService(Condition.class, Condition.INSTANCE, properties);
            instance.ready();
            while (true) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                survive(() -> locked(passes::scan));
            }
        } catch (InterruptedException e) {
            LOG.debug("The installer ends.");
        }
    }

    /** One turn of work; whatever goes wrong in it, the next turn comes. */
    private static void survive(java.util.concurrent.Callable<?> turn) throws InterruptedException {
        FutureTask<?> task = new FutureTask<>(turn);
        task.run();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            LOG.error("A look into plugins/ failed; it is repeated.", e.getCause());
        }
    }

    private <T> T locked(Act<T> act) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return act.run();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #locked} for calls of others. */
    private <T> T changing(Act<T> act) {
        try {
            return locked(act);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconException(
                    "plugin-change-interrupted",
                    ErrorOwner.INTERNAL,
                    "The change was interrupted.",
                    "Look with 'reconsync plugin list' what became of it.");
        }
    }

    @Override
    public List<PluginStatus> list() {
        return answers.list();
    }

    @Override
    public List<String> why(String name) {
        return answers.why(name);
    }

    @Override
    public void install(Path jar) {
        changing(() -> {
            passes.install(jar);
            return null;
        });
    }

    @Override
    public PluginStatus rollback(String name) {
        return changing(() -> {
            passes.rollback(name);
            return answers.get(name);
        });
    }

    @Override
    public void remove(String name, boolean purge) {
        changing(() -> {
            passes.remove(name, purge);
            return null;
        });
    }

    private interface Act<T> {
        T run() throws InterruptedException;
    }
}
