// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.GameLog;
import io.reconsync.simulation.Ledger;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.Pace;
import io.reconsync.simulation.world.Checked;
import io.reconsync.simulation.world.Sha256;
import io.reconsync.simulation.world.Verdict;
import io.reconsync.simulation.world.WorldImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One running game: its state, world, players and saves. Thread-safe; saves exclude each other. */
public final class Simulation {
    /** Where the process is in its life. */
    public enum State {
        STARTING,
        READY,
        STOPPING
    }

    private final Options options;
    private final Ledger ledger;
    private final GameLog log;
    private final Dice dice;
    private final Pace pace;
    private final Gates gates = new Gates();
    private final Faults faults = new Faults();
    private final Players players;
    private final World world;
    private final ReentrantLock saving = new ReentrantLock(true);
    private final long begin = System.nanoTime();
    private volatile State state = State.STARTING;
    private volatile Game game;
    private volatile long completed;
    private volatile boolean stopping;

    public Simulation(Options options, Ledger ledger, GameLog log) {
        this.options = options;
        this.ledger = ledger;
        this.log = log;
        this.dice = new Dice(options.whole("seed", 1));
        this.pace = new Pace(options.decimal("speed", 1));
        this.players = new Players(dice.named("players"));
        this.world = new World(dice.named("world"), options.flag("change", 0.1));
    }

    /** Loads or creates the world, opens the ports, becomes ready. Returns false if the world is refused. */
    boolean start(Game newGame, String worldName) throws IOException, InterruptedException {
        game = newGame;
        if (game.hasWorld()) {
            Checked checked = game.set().check();
            if (checked.verdict().status() != Verdict.Status.OK) {
                ledger.write("refused", "verdict", checked.verdict().toJson());
                log.line("Error loading save: "
                        + String.join("; ", checked.verdict().problems()));
                log.line("The world cannot be loaded. Shutting down.");
                return false;
            }
            world.load(checked.main());
            completed = checked.main().generation();
            ledger.write(
                    "loaded", "generation", completed, "tree", checked.verdict().tree());
        } else {
            world.create(worldName, options.whole("seed", 1), options.whole("world-mb", 8));
        }
        game.start();
        if (completed == 0) {
            save("create");
        }
        return true;
    }

    void becomeReady() throws InterruptedException {
        Pace.until(begin + pace.nanos(game.startMillis()));
        gates.pass(Gates.Gate.ENGINE);
        state = State.READY;
        game.ready();
        ledger.write("ready", "millis", (System.nanoTime() - begin) / 1_000_000);
    }

    /**
     * Saves now, after a save that is running. The ledger's {@code save-end} precedes the log's line.
     *
     * @return whether the save went well
     */
    public boolean save(String cause) throws InterruptedException {
        saving.lockInterruptibly();
        try {
            gates.pass(Gates.Gate.ENGINE);
            return saveNow(cause);
        } finally {
            saving.unlock();
        }
    }

    private boolean saveNow(String cause) throws InterruptedException {
        WorldImage image = world.next();
        boolean create = cause.equals("create");
        SaveRun run = new SaveRun(this, image, cause, create, create ? Faults.NextSave.GOOD : faults.take());
        ledger.write("save-begin", "generation", run.generation(), "cause", cause);
        long from = System.nanoTime();
        if (faults.crashFor("random") != null && !create) {
            crashLater(run);
        }
        String problem = null;
        try {
            game.save(run);
        } catch (IOException failed) {
            problem = failed.getMessage();
        }
        long nanos = System.nanoTime() - from;
        boolean good = problem == null && !run.torn();
        ledger.write(
                "save-end",
                "generation",
                run.generation(),
                "cause",
                cause,
                "ok",
                good,
                "problem",
                problem == null && run.torn() ? "torn on purpose" : problem,
                "tree",
                good ? Sha256.tree(run.files()) : "",
                "files",
                run.files(),
                "databases",
                run.databases(),
                "bytes",
                run.bytes(),
                "millis",
                nanos / 1_000_000);
        if (problem == null) {
            completed = good ? run.generation() : completed;
            if (!create) {
                game.saved(run, nanos / 1e9);
            }
        } else {
            game.saveFailed(problem);
        }
        return problem == null;
    }

    private void crashLater(SaveRun run) {
        long wait = run.dice().named("crash").between(0, Math.max(1, run.spread(1.2)));
        daemon("crash", () -> {
            Pace.until(System.nanoTime() + wait);
            crash(faults.crashFor("random"));
        });
    }

    public boolean saving() {
        return saving.isLocked();
    }

    /** Ends this process as that crash does; does not return. */
    public void crash(Crash crash) throws IOException {
        ledger.write("crash", "kind", crash.name(), "saving", saving());
        if (crash.hasReport()) {
            game.crashing(crash);
        }
        crash.now();
    }

    /** Ends this process gracefully, in a thread of its own; later calls change nothing. */
    public void stop(String cause, boolean save, int exitCode) {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        daemon("stop", () -> {
            state = State.STOPPING;
            ledger.write("stop", "cause", cause, "save", save);
            try {
                if (save) {
                    save("stop");
                    pace.sleep(2_000);
                }
                game.stopped();
            } finally {
                ledger.write("exit", "code", exitCode);
                Runtime.getRuntime().halt(exitCode);
            }
        });
    }

    /** Ends a player's connection from the console; nothing happens if the player left meanwhile. */
    public void kick(Player player, String reason) {
        daemon("kick", () -> {
            if (players.remove(player)) {
                world.event("leave " + player.name());
                ledger.write("kick", "who", player.name());
                game.left(player, reason);
            }
        });
    }

    public boolean stopping() {
        return stopping;
    }

    /** Work in a thread of its own. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Starts a daemon thread; what it throws goes to the ledger. */
    public void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException ended) {
                        ledger.write("thread-ended", "name", name, "why", String.valueOf(ended));
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state.name());
        json.put("pid", ProcessHandle.current().pid());
        json.put("saving", saving());
        json.put("completed", completed);
        json.put("attempted", world.last().generation());
        json.put("players", players.online().stream().map(Player::name).toList());
        json.put("events", world.events().size());
        return json;
    }

    public Options options() {
        return options;
    }

    public Ledger ledger() {
        return ledger;
    }

    public GameLog log() {
        return log;
    }

    public Dice dice() {
        return dice;
    }

    public Pace pace() {
        return pace;
    }

    public Gates gates() {
        return gates;
    }

    public Faults faults() {
        return faults;
    }

    public Players players() {
        return players;
    }

    public World world() {
        return world;
    }

    public State state() {
        return state;
    }

    public Game game() {
        return game;
    }

    public double uptime() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
