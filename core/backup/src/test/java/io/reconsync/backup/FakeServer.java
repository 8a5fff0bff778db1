// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.game.QueryResult;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.servers.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server whose game is a function from console commands to replies. */
final class FakeServer implements Server {
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final GameProfile profile;
    final ServerConfig config;
    final List<Path> roots;
    volatile boolean running;
    volatile boolean adapter = true;
    volatile boolean stoppable = true;
    volatile boolean holdable = true;
    volatile boolean ownerSilent;
    volatile Runnable atRunning = () -> {};
    volatile Function<String, String> game = command -> "";
    volatile Optional<WorldSelector> selector = Optional.empty();
    volatile Optional<WorldVerifier> verifier = Optional.empty();
    volatile ProcessIdentity process = new ProcessIdentity(4711, Instant.ofEpochMilli(1_700_000_000_000L));
    volatile String heldStill = "";

    FakeServer(ServerConfig config, GameProfile profile, List<Path> roots) {
        this.config = config;
        this.profile = profile;
        this.roots = roots;
    }

    @Override
    public String perform(GameProfile.Step step, Deadline deadline) {
        String command = step.console().orElse("signal " + step.signal().orElse(""));
        if (!running) {
            throw new ReconException("console-refused", ErrorOwner.REMOTE, "Nothing answers.", "Start it.");
        }
        commands.add(command);
        return game.apply(command);
    }

    private record Mark(int line) implements LogPosition {}

    @Override
    public LogPosition mark() {
        return new Mark(log.size());
    }

    @Override
    public Optional<String> awaitLine(LogPosition from, String pattern, Duration limit) throws InterruptedException {
        Deadline until = Deadline.after(limit);
        do {
            for (int i = ((Mark) from).line; i < log.size(); i++) {
                if (log.get(i).matches(".*" + pattern + ".*")) {
                    return Optional.of(log.get(i));
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (!until.expired());
        return Optional.empty();
    }

    @Override
    public void start(Deadline deadline) {
        if (!heldStill.isEmpty()) {
            throw new IllegalStateException("Started while held still for " + heldStill);
        }
        commands.add("START");
        running = true;
    }

    @Override
    public void stop(boolean graceful, Deadline deadline) {
        commands.add("STOP");
        if (!stoppable) {
            throw new ReconException("server-running", ErrorOwner.USER, "It runs.", "Stop it with its owner.");
        }
        running = false;
    }

    @Override
    public AutoCloseable holdStill(String reason) {
        if (running || !holdable) {
            throw new ReconException("server-running", ErrorOwner.USER, "It runs.", "Stop it with its owner.");
        }
        heldStill = reason;
        return () -> heldStill = "";
    }

    @Override
    public List<Path> worldRoots() {
        profile();
        return roots;
    }

    @Override
    public Optional<Guarded<WorldSelector>> selector() {
        return selector.map(Unguarded::new);
    }

    @Override
    public Optional<Guarded<WorldVerifier>> verifier() {
        return verifier.map(Unguarded::new);
    }

    @Override
    public ServerConfig config() {
        return config;
    }

    @Override
    public boolean adapterPresent() {
        return adapter;
    }

    @Override
    public Optional<String> adapterProblem() {
        return adapter ? Optional.empty() : Optional.of("The plugin foo is missing.");
    }

    @Override
    public Optional<String> adapterPlugin() {
        return Optional.of("foo");
    }

    @Override
    public boolean running() {
        atRunning.run();
        if (ownerSilent) {
            throw new ReconException("owner-silent", ErrorOwner.HOST, "Whether it runs is not known.", "Ask again.");
        }
        return running;
    }

    @Override
    public boolean ready() {
        return running;
    }

    @Override
    public List<Player> players(Deadline deadline) {
        return List.of();
    }

    @Override
    public List<String> tail(int lines) {
        return log;
    }

    @Override
    public AutoCloseable busy(String operation) {
        return () -> {};
    }

    @Override
    public Optional<String> busyWith() {
        return Optional.empty();
    }

    @Override
    public String id() {
        return config.id();
    }

    @Override
    public String game() {
        return config.game();
    }

    @Override
    public GameProfile profile() {
        if (!adapter) {
            throw new ReconException("adapter-missing", ErrorOwner.USER, "The plugin foo is missing.", "Add it.");
        }
        return profile;
    }

    @Override
    public HealthState state() {
        return HealthState.UNKNOWN;
    }

    @Override
    public SafePath files() {
        return SafePath.of(config.install());
    }

    @Override
    public SafePath world() {
        return SafePath.of(roots.get(0));
    }

    @Override
    public Map<String, String> values() {
        return Map.of();
    }

    @Override
    public <T extends Record> T settings(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return running ? Optional.of(process) : Optional.empty();
    }

    @Override
    public ConsoleSession console(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryResult query(Deadline deadline) {
        throw new UnsupportedOperationException();
    }
}
