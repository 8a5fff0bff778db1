// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.game.QueryResult;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.servers.log.LogFollower;
import io.reconsync.servers.process.OutputLog;
import io.reconsync.servers.process.OwnProcess;
import io.reconsync.servers.process.Owner;
import io.reconsync.servers.process.ServerProcess;
import io.reconsync.servers.process.StdinPipe;
import io.reconsync.servers.session.ConsoleLink;
import io.reconsync.servers.session.QueryLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server: its configuration, the slot of its game, its process, log, console and query. */
final class ManagedServer implements Server, ServerProcess.Surroundings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedServer.class);
    private static final Duration ASK = Duration.ofSeconds(5);

    private final Yard yard;
    private final Holds holds = new Holds();
    private final Holds operations = new Holds();
    private final ReentrantLock starting = new ReentrantLock();
    private final ServerProcess process;
    private final LogFollower log;
    private final ConsoleLink console;
    private final QueryLink query;
    private final OutputLog output;
    private final StdinPipe stdin;
    private volatile Setup setup;

    ManagedServer(Yard yard, ServerConfig config) {
        this.yard = yard;
        output = new OutputLog(yard.home().logs().resolve("servers"), config.id());
        stdin = new StdinPipe(yard.home().run(), config.id());
        log = new LogFollower(config.id(), output, yard.clock(), this::happened);
        console = new ConsoleLink(
                config.id(), yard.consoles(), () -> setup.values().console(), stdin, log::stream);
        query = new QueryLink(config.id(), yard.queries(), () -> setup.values().query());
        process = new ServerProcess(this, yard.records(), new OwnProcess(output, stdin), yard.clock());
        configure(config, Slot.of(config.game(), yard.configuration(), yard.adapters()));
        process.recall();
    }

    /** Takes over a new configuration or what plugins have come and gone; the process is left alone. */
    void configure(ServerConfig config, Slot slot) {
        Setup before = setup;
        GameProfile last = before == null || !before.config().game().equals(config.game())
                ? Profiles.unknown(config.game())
                : before.profile();
        GameProfile profile = slot.profile().orElse(last);
        setup = Setup.of(config, slot, profile, Map.of(), yard.programs());
        Map<String, String> more = setup.ask("asking for its values", adapter -> adapter.values(this))
                .orElse(Map.of());
        setup = Setup.of(config, slot, profile, more, yard.programs());
        try {
            log.follow(
                    slot.profile().isPresent() ? slot.origin() : "the game " + config.game(),
                    files(),
                    profile,
                    setup.values()::fill,
                    setup.part("asking for its interpreter", adapter -> adapter.interpreter(this)));
        } catch (ReconException e) {
            LOG.warn("The log of {} is not followed: {}", id(), e.sentence());
        }
        if (before != null && !before.config().console().equals(config.console())) {
            console.again();
        }
    }

    private void happened(GameEvent event) {
        if (event instanceof GameEvent.Ready) {
            process.ready();
        }
        yard.gameNews().tell(this, event);
    }

    void watch() {
        process.tick();
        output.limit();
    }

    void listen() {
        log.poll();
        if (log.needsConsole() && process.process().isPresent() && !console.settled()) {
            yard.later(() -> {
                try {
                    console.session(Deadline.after(Duration.ofSeconds(15)));
                } catch (ReconException e) {
                    LOG.debug("The console of {} is not open yet: {}", id(), e.getMessage());
                }
            });
        }
    }

    @Override
    public void changed(ProcessChange change) {
        if (change instanceof ProcessChange.Exited) {
            log.gone();
            console.again();
            stdin.remove();
        }
        yard.processNews().tell(this, change);
    }

    @Override
    public List<String> lastLines() {
        log.poll();
        return tail(200);
    }

    @Override
    public void soon() {
        yard.soon(process::tick);
    }

    @Override
    public void wasReady(boolean ready) {
        if (ready) {
            log.wasReady();
        }
    }

    @Override
    public String id() {
        return setup.config().id();
    }

    @Override
    public String guild() {
        return setup.config().guild();
    }

    @Override
    public List<String> names() {
        return setup.profile().process().names();
    }

    @Override
    public SafePath install() {
        return files();
    }

    @Override
    public Optional<Owner> owner() {
        return setup.owner();
    }

    @Override
    public ServerConfig config() {
        return setup.config();
    }

    @Override
    public boolean adapterPresent() {
        return adapterProblem().isEmpty();
    }

    @Override
    public Optional<String> adapterProblem() {
        return setup.slot().problem(game());
    }

    @Override
    public Optional<String> adapterPlugin() {
        return setup.slot().plugin();
    }

    @Override
    public boolean running() {
        return process.running();
    }

    @Override
    public boolean ready() {
        if (process.process().isEmpty()) {
            return false;
        }
        return !setup.hasReadyMarker() || log.ready();
    }

    @Override
    public void start(Deadline deadline) throws InterruptedException {
        starting.lockInterruptibly();
        try {
            if (running()) {
                return;
            }
            holds.refuse(id());
            Optional<Owner> owner = owner();
            if (owner.isEmpty()) {
                adapterProblem().ifPresent(this::refuseStart);
                log.fresh();
                process.start(Launches.of(config(), profile(), setup.values().forStart()));
                return;
            }
            owner.get().start(deadline);
            while (!running()) {
                deadline.check("starting " + id());
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } finally {
            starting.unlock();
        }
    }

    private void refuseStart(String problem) {
        if (config().start().isEmpty()) {
            throw new ReconException("adapter-missing", ErrorOwner.USER, problem, "Then start " + id() + " again.");
        }
    }

    @Override
    public void stop(boolean graceful, Deadline deadline) throws InterruptedException {
        if (running()) {
            new Stopping(this, process).stop(owner(), graceful, deadline);
        }
    }

    @Override
    public AutoCloseable holdStill(String reason) {
        Holds.Hold hold = holds.add(reason);
        boolean still = false;
        try {
            still = !running();
        } finally {
            if (!still) {
                hold.close();
            }
        }
        if (!still) {
            String advice = owner().map(Owner::stopAdvice).orElse("reconsync server stop " + id());
            throw new ReconException(
                    "server-running",
                    ErrorOwner.USER,
                    "The server " + id() + " is running.",
                    "Stop it first with: " + advice + ".");
        }
        return hold;
    }

    @Override
    public List<Player> players(Deadline deadline) {
        return Players.on(this, setup.slot(), deadline);
    }

    List<Player> loggedPlayers() {
        return log.roster().players();
    }

    boolean hasQuery() {
        return setup.values().query().isPresent();
    }

    String values(String text) {
        return setup.values().fill(text);
    }

    @Override
    public String perform(GameProfile.Step step, Deadline deadline) throws InterruptedException {
        String reply = "";
        if (step.console().isPresent()) {
            reply = console(deadline).send(values(step.console().get()), deadline);
        }
        if (step.signal().isPresent()) {
            process.signal(step.signal().get());
        }
        return reply;
    }

    @Override
    public LogPosition mark() {
        return log.mark();
    }

    @Override
    public Optional<String> awaitLine(LogPosition from, String pattern, Duration limit) throws InterruptedException {
        return log.await(from, pattern, limit);
    }

    @Override
    public List<String> tail(int lines) {
        return log.tail(lines).stream().map(yard.masks()::mask).toList();
    }

    @Override
    public List<Path> worldRoots() {
        return new WorldPaths(config(), values()).roots(profile());
    }

    @Override
    public Optional<Guarded<WorldSelector>> selector() {
        return setup.part("asking for its selector", GameAdapter::selector);
    }

    @Override
    public Optional<Guarded<WorldVerifier>> verifier() {
        return setup.part("asking for its verifier", GameAdapter::verifier);
    }

    @Override
    public AutoCloseable busy(String operation) {
        return operations.add(operation);
    }

    @Override
    public Optional<String> busyWith() {
        return operations.newest();
    }

    @Override
    public String game() {
        return setup.config().game();
    }

    @Override
    public GameProfile profile() {
        return setup.profile();
    }

    @Override
    public HealthState state() {
        return yard.health(this);
    }

    @Override
    public SafePath files() {
        return SafePath.of(setup.config().install());
    }

    @Override
    public SafePath world() {
        return SafePath.of(worldRoots().get(0));
    }

    @Override
    public Map<String, String> values() {
        return setup.values().values();
    }

    @Override
    public <T extends Record> T settings(Class<T> type) {
        return setup.settings(type);
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return process.process();
    }

    @Override
    public ConsoleSession console(Deadline deadline) {
        return console.session(deadline);
    }

    @Override
    public QueryResult query(Deadline deadline) {
        return query.query(deadline);
    }

    /** Uses a plugin no more. */
    void leave(String plugin) {
        console.leave(plugin);
    }

    @Override
    public void close() {
        console.close();
        log.close();
    }
}
