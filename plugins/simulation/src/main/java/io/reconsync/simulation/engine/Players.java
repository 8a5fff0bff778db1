// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.world.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Who is in the game. A name keeps its ids over reconnects; the same name twice gets a second pair. */
public final class Players {
    /** Names that parsers trip over. */
    public static final List<String> EVIL = List.of(
            "Bob, 123",
            "a/b",
            "[x]",
            "joined this ARK!",
            "Al left this ARK!",
            "\uD83D\uDC7B\uD83E\uDD96",
            "\u202Eevil\u202C \u0634\u062E\u0635",
            " ".repeat(32),
            "Bob : 0:0",
            "x[1/76561198000000001] was killed by y",
            "1.2.3.4:5/76561198000000009/Z joined [windows/76561198000000009]",
            "0. Eve, 76561198000000008",
            "\"quoted\" {\"json\":1} \\",
            "World Save Complete. Took 0.5",
            "<RichColor Color=\"1,0,0,1\">Red</>",
            "\u0000\u0007\u001b[31mred",
            "line\nbreak joined this ARK!",
            "%s%n$(id);--");

    private final List<Player> online = new ArrayList<>();
    private final Map<String, Integer> entities = new HashMap<>();
    private final Dice dice;
    private int nextEntity = 1000;

    Players(Dice dice) {
        this.dice = dice;
    }

    synchronized Player join(String name) {
        long same = online.stream().filter(player -> player.name().equals(name)).count();
        String key = name + "#" + same;
        String digest = Sha256.bytes(key.getBytes(StandardCharsets.UTF_8));
        long number = Long.parseUnsignedLong(digest.substring(0, 8), 16) % 1_000_000_000L;
        int entity = entities.computeIfAbsent(key, first -> nextEntity++);
        String address = "203.0.113." + dice.between(1, 254);
        Player player = new Player(
                name,
                String.format("765611%011d", 98_000_000_000L + number),
                "0002" + digest.substring(8, 36),
                address,
                (int) dice.between(1025, 65000),
                entity,
                System.nanoTime());
        online.add(player);
        return player;
    }

    synchronized Player leave(String name) {
        Player player = find(name);
        online.remove(player);
        return player;
    }

    synchronized boolean remove(Player player) {
        return online.remove(player);
    }

    synchronized Player rename(String from, String to) {
        Player player = find(from);
        Player renamed = player.named(to);
        online.set(online.indexOf(player), renamed);
        return renamed;
    }

    synchronized Player find(String name) {
        return online.stream()
                .filter(player -> player.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("nobody is called " + name));
    }

    public synchronized List<Player> online() {
        return List.copyOf(online);
    }
}
