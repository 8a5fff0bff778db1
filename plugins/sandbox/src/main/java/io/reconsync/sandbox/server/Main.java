// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/**
 * A process that behaves like a game server. Exit codes: 0 stopped, 1 refused to start, 64 wrong usage, 139 crashed on
 * command, 143 ended by SIGTERM after a save.
 */
public final class Main {
    private final Options options;
    private final GameLog log;

    private Main(Options options, GameLog log) {
        this.options = options;
        this.log = log;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments, System.getenv());
        } catch (Refused e) {
            System.err.println("sandbox: " + e.getMessage());
            System.exit(64);
            return;
        }
        Files.createDirectories(options.dir());
        try (FileChannel channel = FileChannel.open(
                        options.dir().resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                System.err.println("sandbox: Another server runs in " + options.dir() + ".");
                System.exit(1);
            }
            try (GameLog log = new GameLog(options.dir(), Clock.systemUTC(), System.out)) {
                new Main(options, log).run();
            }
        }
        System.exit(0);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void run() throws IOException, InterruptedException {
        log.line("[server] starting in " + options.dir());
        try (GameLoop loop = new GameLoop()) {
            Clock clock = Clock.systemUTC();
            WorldIndex index = Layout.open(options.dir(), options.worldMb(), options.seed());
            World world = new World(
                    options.world(),
                    index,
                    clock,
                    options.save(),
                    options.proof().map(Proof::new),
                    options.seed());
            Players players = new Players(log, options.players(), options.seed());
            Game game = new Game(log, loop, world, players, options.autosave());
            Console console = new Console(game);
            try (RconServer rcon = rcon(console);
                    QueryServer query = query(game)) {
                log.line("[world] loaded generation=" + world.generation() + " bytes=" + world.bytes());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> terminated(game), "terminated"));
                rcon.begin();
                query.begin();
                new StdinConsole(System.in, console, log).begin();
                game.begin();
                log.line("[server] ready query=" + query.port() + " rcon=" + rcon.port());
                game.awaitEnd();
            }
        } catch (Refused e) {
            log.line("[server] refused: " + e.getMessage());
            System.err.println("sandbox: " + e.getMessage());
            System.exit(1);
        }
    }

    private RconServer rcon(Console console) throws IOException, Refused {
        try {
            return new RconServer(options.rconPort(), options.password(), console, log);
        } catch (BindException e) {
            throw new Refused("The console's TCP port " + options.rconPort()
                    + " is taken by another program; set console.port to a free one.");
        }
    }

    private QueryServer query(Game game) throws IOException, Refused {
        try {
            return new QueryServer(options.queryPort(), options.name(), game);
        } catch (BindException e) {
            throw new Refused("The query's UDP port " + options.queryPort()
                    + " is taken by another program; set query.port to a free one.");
        }
    }

    /** SIGTERM: saves, unless that has been done; a hung server does not react, as hung games do. */
    private static void terminated(Game game) {
        if (game.isOver()) {
            return;
        }
        try {
            game.loop().call(() -> {
                game.finish("SIGTERM");
                return null;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            game.log().line("[server] the last save failed: " + e.getCause());
        }
    }
}
