// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Gates;
import io.reconsync.simulation.engine.Player;
import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.engine.Simulation;
import io.reconsync.simulation.net.A2sInfo;
import io.reconsync.simulation.net.A2sServer;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Valheim: no console, A2S one above the game port without player names, everything else in the log. */
final class ValheimGame implements Game {
    private static final int TRIES = 50;
    private final Simulation simulation;
    private final Options options;
    private final Layout layout;
    private final boolean crossplay;
    private final Dice dice;
    private DatagramSocket traffic;
    private A2sServer query;

    ValheimGame(Simulation simulation) {
        this.simulation = simulation;
        this.options = simulation.options();
        this.crossplay = options.flag("crossplay", false);
        this.dice = simulation.dice().named("valheim");
        Path worlds = options.dir().resolve("worlds_local");
        this.layout = Layout.named(options.flag("layout", "1.0"), worlds, options.flag("world", "Dedicated"));
    }

    private void log(String line) {
        simulation.log().line(line);
    }

    @Override
    public WorldSet set() {
        return layout.set();
    }

    @Override
    public boolean hasWorld() throws IOException {
        return layout.hasWorld();
    }

    @Override
    public void start() throws IOException {
        log(layout.version());
        log("Get create world " + options.flag("world", "Dedicated"));
        log("WARNING: Shader Unsupported: 'Custom/Grass' - All subshaders removed");
        log("  at UnityEngine.Material..ctor (UnityEngine.Shader shader) [0x00000] in <0>:0");
        layout.open();
        for (String name : new String[] {"adminlist.txt", "bannedlist.txt", "permittedlist.txt"}) {
            if (Files.notExists(options.dir().resolve(name))) {
                Files.writeString(options.dir().resolve(name), "// One platform id per line\n");
            }
        }
        openPorts();
        log("Load world: " + options.flag("world", "Dedicated"));
    }

    private void openPorts() throws IOException {
        boolean asked = !crossplay && options.flag("public", "1").equals("1");
        for (int i = 1; ; i++) {
            traffic = new DatagramSocket(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port("game-port")));
            int port = options.port("query-port") == 0 ? traffic.getLocalPort() + 1 : options.port("query-port");
            try {
                query = asked ? new A2sServer(simulation, port, this::info) : null;
                return;
            } catch (BindException | IllegalArgumentException taken) {
                traffic.close();
                if (options.port("game-port") != 0 || i == TRIES) {
                    throw taken;
                }
            }
        }
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("game-port", traffic.getLocalPort());
        if (query != null) {
            ports.put("query-port", query.port());
        }
        return ports;
    }

    @Override
    public long startMillis() {
        return 8_000;
    }

    @Override
    public void ready() {
        log("Opened Steam server");
        if (crossplay) {
            log("Session \"" + options.flag("name", "Valheim") + "\" with join code 793106 and IP 127.0.0.1:"
                    + traffic.getLocalPort() + " is active with 0 player(s)");
        }
        log("Game server connected");
        simulation.daemon("connections", this::count);
    }

    private void count() throws InterruptedException {
        while (true) {
            simulation.pace().sleep(600_000);
            simulation.gates().pass(Gates.Gate.ENGINE);
            log(" Connections " + simulation.players().online().size() + " ZDOS:214972  sent:0 recv:553");
        }
    }

    @Override
    public long saveMillis() {
        return (long) options.flag("save-ms", 1_500);
    }

    @Override
    public void save(SaveRun run) throws IOException, InterruptedException {
        layout.save(run, run.cause().equals("create") ? line -> {} : this::log);
    }

    @Override
    public void saved(SaveRun run, double seconds) {
        log(layout.saved(seconds * 1000));
    }

    @Override
    public void saveFailed(String why) {
        log(why.startsWith("No space") ? "Saving is blocked: not enough free space" : "Error saving world: " + why);
    }

    private String owner(Player player) {
        return Long.toString(Long.parseLong(player.steamId().substring(6)) % 2_147_483_647L);
    }

    @Override
    public void joined(Player player) {
        String id = player.steamId();
        if (crossplay) {
            log("PlayFab socket with remote ID playfab/"
                    + player.eosId().substring(0, 16).toUpperCase(java.util.Locale.ROOT)
                    + " received local Platform ID Steam_" + id);
        } else {
            log("Got connection SteamID " + id);
        }
        log("Got handshake from client " + id);
        if (crossplay) {
            counted("Player joined server");
        }
        log("Got character ZDOID from " + player.name() + " : " + owner(player) + ":1");
    }

    private void counted(String what) {
        log(what + " \"" + options.flag("name", "Valheim") + "\" that has join code 183427, now "
                + simulation.players().online().size() + " player(s)");
    }

    @Override
    public void left(Player player, String reason) {
        if (dice.chance(0.3)) {
            log("Got character ZDOID from " + player.name() + " : 0:0");
        }
        log("Destroying abandoned non persistent zdo " + owner(player) + ":4 owner " + owner(player));
        if (crossplay) {
            counted("Player connection lost server");
        } else {
            log("Closing socket " + player.steamId());
        }
    }

    @Override
    public void died(Player player, String by) {
        log("Got character ZDOID from " + player.name() + " : 0:0");
        simulation.daemon("respawn", () -> {
            simulation.pace().sleep(8_000);
            if (simulation.players().online().contains(player)) {
                log("Got character ZDOID from " + player.name() + " : " + owner(player) + ":" + dice.between(5, 900));
            }
        });
    }

    @Override
    public void said(String who, String text) {
        simulation.ledger().write("chat-is-not-logged", "who", who);
    }

    @Override
    public void crashing(Crash crash) throws IOException {
        simulation
                .log()
                .write("Caught fatal signal - signo:" + (crash == Crash.ABORT ? 6 : 11) + " code:1 errno:0 addr:0x10");
        simulation.log().write("Crash!!!");
        Files.writeString(options.dir().resolve("mono_crash.0.json"), "{\"protocol_version\": \"0.0.6\"}\n");
    }

    @Override
    public void stopped() {
        log("Game - OnApplicationQuit");
        log("Net scene destroyed");
        log("Sending disconnect msg");
        log("Stopping listening socket");
    }

    @Override
    public SignalAnswer onInterrupt() {
        return SignalAnswer.SAVE;
    }

    @Override
    public SignalAnswer onTerminate() {
        return SignalAnswer.EXIT;
    }

    private A2sInfo info() {
        int count = simulation.players().online().size();
        return new A2sInfo(
                options.flag("name", "Valheim"),
                options.flag("name", "Valheim"),
                "valheim",
                "",
                0,
                count,
                64,
                true,
                "1.0.0.0",
                (int) options.flag("edf", 0xB1),
                traffic.getLocalPort(),
                90_071_992_547_409_921L,
                "g=1.0.7,n=39,m=",
                892_970,
                simulation.players().online().stream()
                        .map(player -> new A2sInfo.Entry("", 0, (float) player.seconds()))
                        .toList(),
                Map.of());
    }
}
