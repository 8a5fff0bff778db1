// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** World, players and clock of one server. What changes it runs in the game's thread. */
final class Game {
    private static final Duration TURN = Duration.ofMillis(1500);

    private final GameLog log;
    private final GameLoop loop;
    private final World world;
    private final Players players;
    private final Duration autosave;
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean saving = true;
    private volatile boolean over;

    Game(GameLog log, GameLoop loop, World world, Players players, Duration autosave) {
        this.log = log;
        this.loop = loop;
        this.world = world;
        this.players = players;
        this.autosave = autosave;
    }

    void begin() {
        turn();
        autosave();
    }

    private void turn() {
        loop.later(TURN, () -> {
            if (!over) {
                players.turn();
                turn();
            }
        });
    }

    private void autosave() {
        if (!autosave.isZero()) {
            loop.later(autosave, () -> {
                if (saving && !over) {
                    save("autosave");
                }
                autosave();
            });
        }
    }

    /** Saves now. */
    boolean save(String cause) {
        log.line("[world] saving generation=" + (world.generation() + 1) + " cause=" + cause);
        List<String> journal = players.takeJournal();
        Map<String, String> files = players.takeFiles();
        try {
            World.Saved saved = world.save(journal, files);
            log.line("[world] saved generation=" + saved.generation() + " files=" + saved.files() + " bytes="
                    + saved.bytes() + " millis=" + saved.millis());
            return true;
        } catch (IOException e) {
            log.line("[world] save failed: " + e);
            return false;
        }
    }

    /** Whether the game saves of its own accord. */
    void saving(boolean on) {
        saving = on;
    }

    /** The last save; afterwards nothing changes any more. */
    void finish(String cause) {
        if (!over) {
            over = true;
            save(cause);
            log.line("[server] stopped");
            end.countDown();
        }
    }

    /** Whether the last save has begun. */
    boolean isOver() {
        return over;
    }

    /** Until {@link #finish}. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    GameLog log() {
        return log;
    }

    GameLoop loop() {
        return loop;
    }

    World world() {
        return world;
    }

    Players players() {
        return players;
    }

    String status() {
        return "generation " + world.generation() + ", timeline " + Long.toHexString(world.timeline()) + ", "
                + world.bytes() + " bytes, " + players.online().size() + " players, saving "
                + (saving ? "on" : "off");
    }
}
