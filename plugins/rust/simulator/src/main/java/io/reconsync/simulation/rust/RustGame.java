// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Json;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Player;
import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.engine.Simulation;
import io.reconsync.simulation.net.A2sInfo;
import io.reconsync.simulation.net.A2sServer;
import io.reconsync.simulation.net.WebRconServer;
import io.reconsync.simulation.world.CounterDatabase;
import io.reconsync.simulation.world.RustSet;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Rust: WebRCON, A2S, console lines, and what a join or death writes to disk. Standard input is not read. */
final class RustGame implements Game {
    private final Simulation simulation;
    private final Options options;
    private final RustSet set;
    private final Dice dice;
    private RustSave save;
    private CounterDatabase identities;
    private CounterDatabase deaths;
    private WebRconServer console;
    private A2sServer query;
    private DatagramSocket traffic;

    RustGame(Simulation simulation) {
        this.simulation = simulation;
        this.options = simulation.options();
        this.dice = simulation.dice().named("rust");
        Path root = options.dir().resolve("server").resolve(options.flag("identity", "main"));
        String level = "proceduralmap." + options.flag("world-size", "3000") + "."
                + options.flag("map-seed", options.text("seed", "1")) + ".273.sav";
        this.set = new RustSet(root.resolve(level));
    }

    @Override
    public WorldSet set() {
        return set;
    }

    @Override
    public boolean hasWorld() throws IOException {
        Path root = set.save().getParent();
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (var files = Files.list(root)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.(sav|map|db)"));
        }
    }

    @Override
    public void start() throws IOException {
        Path root = set.save().getParent();
        Files.createDirectories(root.resolve("cfg"));
        for (String name : new String[] {"serverauto.cfg", "users.cfg", "bans.cfg"}) {
            if (Files.notExists(root.resolve("cfg").resolve(name))) {
                Files.writeString(root.resolve("cfg").resolve(name), "server.motd \"hello\"\n");
            }
        }
        simulation.log().line("Loading Bundles/bundles");
        simulation.log().line("Command Line: -batchmode +server.identity \"" + options.flag("identity", "main") + "\"");
        identities = CounterDatabase.open(root.resolve("player.identities.5.db"));
        deaths = CounterDatabase.open(root.resolve("player.deaths.5.db"));
        save = new RustSave(set, identities, deaths);
        save.prepare(simulation.world().last(), options.whole("seed", 1));
        int queryPort = options.port("query-port");
        if (queryPort == 0 || queryPort != options.port("game-port")) {
            traffic = new DatagramSocket(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port("game-port")));
        }
        query = new A2sServer(simulation, queryPort, this::info);
        RustConsole commands = new RustConsole(simulation);
        console = new WebRconServer(
                simulation, options.port("console-port"), options.text("password", ""), commands::run);
        simulation.log().line("Server Config Loaded");
        simulation.log().line("Spawning World");
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("game-port", traffic == null ? query.port() : traffic.getLocalPort());
        ports.put("query-port", query.port());
        ports.put("console-port", console.port());
        return ports;
    }

    @Override
    public long startMillis() {
        return 15_000;
    }

    @Override
    public void ready() {
        simulation.log().line("Server startup complete");
        simulation.log().line("SteamServer Connected");
    }

    @Override
    public long saveMillis() {
        return (long) options.flag("save-ms", 4_000);
    }

    @Override
    public void save(SaveRun run) throws IOException, InterruptedException {
        save.write(run);
    }

    @Override
    public void saved(SaveRun run, double seconds) {
        int count = 12_345 + (int) run.generation();
        simulation
                .log()
                .line(String.format(
                        Locale.ROOT,
                        "Saved %,d ents, cache(0.05), write(%.2f), disk(%.2f).",
                        count,
                        seconds * 0.4,
                        seconds * 0.6));
        simulation.log().line("Saving complete");
    }

    @Override
    public void saveFailed(String why) {
        simulation.log().line("Error saving: IOException: " + why);
    }

    @Override
    public void joined(Player player) throws IOException {
        identities.add(player.name(), "join", dice.bytes(200));
        String id = player.steamId();
        simulation
                .log()
                .line(player.address() + ":" + player.port() + "/" + id + "/" + player.name() + " joined [windows/" + id
                        + "]");
        simulation
                .log()
                .line(player.name() + " with steamid " + id + " joined from ip " + player.address() + ":"
                        + player.port());
        simulation.log().line(player.name() + "[" + player.entity() + "/" + id + "] has entered the game");
    }

    @Override
    public void left(Player player, String reason) {
        simulation
                .log()
                .line(player.address() + ":" + player.port() + "/" + player.steamId() + "/" + player.name()
                        + " disconnecting: " + reason);
    }

    @Override
    public void died(Player player, String by) throws IOException {
        deaths.add(player.name(), "die", dice.bytes(200));
        String killer = by == null ? "Suicide" : by;
        for (Player other : simulation.players().online()) {
            if (other.name().equals(by)) {
                killer = other.name() + "[" + other.entity() + "/" + other.steamId() + "]";
            }
        }
        simulation
                .log()
                .line(player.name() + "[" + player.entity() + "/" + player.steamId() + "] was killed by " + killer);
    }

    @Override
    public void said(String who, String text) {
        Map<String, Object> chat = new LinkedHashMap<>();
        chat.put("Channel", 0);
        chat.put("Message", text);
        chat.put(
                "UserId",
                simulation.players().online().stream()
                        .filter(player -> player.name().equals(who))
                        .map(Player::steamId)
                        .findFirst()
                        .orElse("0"));
        chat.put("Username", who);
        chat.put("Color", "#5af");
        chat.put("Time", System.currentTimeMillis() / 1000);
        console.broadcast(Json.pretty(chat), -1, "Chat");
        simulation.log().line("[CHAT] " + who + ": " + text);
    }

    @Override
    public void crashing(Crash crash) throws IOException {
        simulation
                .log()
                .line("Caught fatal signal - signo:" + (crash == Crash.ABORT ? 6 : 11) + " code:1 errno:0 addr:0x10");
        simulation.log().line("Obtained 12 stack frames.");
        simulation.log().line("Crash!!!");
    }

    @Override
    public void stopped() throws IOException {
        simulation.log().line("Closing databases");
        identities.close();
        deaths.close();
    }

    @Override
    public SignalAnswer onInterrupt() {
        return SignalAnswer.EXIT;
    }

    @Override
    public SignalAnswer onTerminate() {
        return SignalAnswer.EXIT;
    }

    private A2sInfo info() {
        int count = simulation.players().online().size();
        int most = (int) options.flag("max-players", 50);
        return new A2sInfo(
                options.flag("name", "Rust Server"),
                "Procedural Map",
                "rust",
                "Rust",
                252_490,
                count,
                most,
                false,
                "2592",
                (int) options.flag("edf", 0xB1),
                traffic == null ? query.port() : traffic.getLocalPort(),
                90_071_992_547_409_920L,
                "mp" + most + ",cp" + count + ",ptrak,qp0,v2592,born1700000000,gmrust",
                252_490,
                simulation.players().online().stream()
                        .map(player -> new A2sInfo.Entry(player.name(), 0, (float) player.seconds()))
                        .toList(),
                rules());
    }

    private Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("build", "112233");
        rules.put("ent_cnt", "12345");
        rules.put("fps", "60");
        rules.put("world.size", options.flag("world-size", "3000"));
        rules.put("world.seed", options.flag("map-seed", options.text("seed", "1")));
        for (int i = 0; i < 16; i++) {
            rules.put(String.format("description_%02d", i), "text ".repeat(20) + i);
        }
        return rules;
    }
}
