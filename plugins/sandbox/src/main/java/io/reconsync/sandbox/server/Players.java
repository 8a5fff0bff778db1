// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Who is on, and what becomes of them. Used by the game's thread; {@link #online()} by any. */
final class Players {
    /** Seats; more are sent away. */
    static final int MOST = 64;

    private final GameLog log;
    private final Random random;
    private final int wanted;
    private final Map<String, Player> online = new LinkedHashMap<>();
    private final Map<String, Player> changed = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private int next = 1001;

    Players(GameLog log, int wanted, long seed) {
        this.log = log;
        this.wanted = wanted;
        this.random = new Random(seed);
    }

    /** Somebody; {@code since} in nanoseconds of this process. */
    record Player(String id, String name, long since, int deaths) {}

    /** Everybody in order of arrival. */
    synchronized List<Player> online() {
        return List.copyOf(online.values());
    }

    /** One thing happens of its own accord. */
    void turn() {
        List<Player> now = online();
        int dice = random.nextInt(10);
        if (now.size() < wanted && (dice < 6 || now.isEmpty())) {
            boolean evil = random.nextInt(3) == 0;
            List<String> names = evil ? Names.EVIL : Names.PLEASANT;
            join(names.get(random.nextInt(names.size())));
        } else if (!now.isEmpty()) {
            Player somebody = now.get(random.nextInt(now.size()));
            if (dice < 4 || now.size() > wanted) {
                leave(somebody);
            } else if (dice < 8) {
                die(somebody, List.of("fall", "lava", "raptor", "hunger").get(random.nextInt(4)));
            } else {
                say(somebody, List.of("hello", "gg", "lag?", "where is my base").get(random.nextInt(4)));
            }
        }
    }

    Optional<Player> join(String name) {
        Player player = new Player("S-" + next++, name, System.nanoTime(), 0);
        synchronized (this) {
            if (online.size() >= MOST) {
                return Optional.empty();
            }
            online.put(player.id(), player);
        }
        note(player, "[players] joined id=" + player.id() + " name=" + name);
        return Optional.of(player);
    }

    void leave(Player player) {
        synchronized (this) {
            online.remove(player.id());
        }
        note(player, "[players] left id=" + player.id() + " name=" + player.name());
    }

    void die(Player player, String by) {
        Player dead = new Player(player.id(), player.name(), player.since(), player.deaths() + 1);
        synchronized (this) {
            online.replace(player.id(), dead);
        }
        note(dead, "[players] died id=" + dead.id() + " by=" + by + " name=" + dead.name());
    }

    void say(Player player, String text) {
        String name = player.name().replace('"', '\'');
        note(player, "[chat] id=" + player.id() + " name=\"" + name + "\" " + text);
    }

    private void note(Player player, String line) {
        log.line(line);
        journal.add(line);
        changed.put(player.id(), player);
    }

    /** Whoever has this id or name. */
    Optional<Player> find(String text) {
        return online().stream()
                .filter(player -> player.id().equals(text) || player.name().equals(text))
                .findFirst();
    }

    /** What happened since the last call. */
    List<String> takeJournal() {
        List<String> taken = List.copyOf(journal);
        journal.clear();
        return taken;
    }

    /** The files of those to whom something happened since the last call. */
    Map<String, String> takeFiles() {
        Map<String, String> files = new TreeMap<>();
        changed.values()
                .forEach(player -> files.put(
                        Layout.PLAYERS + player.id() + ".dat",
                        "name " + player.name().replace('\n', '?') + "\ndeaths " + player.deaths() + "\n"));
        changed.clear();
        return files;
    }
}
