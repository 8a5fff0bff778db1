// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Player;
import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.engine.Simulation;
import io.reconsync.simulation.net.A2sServer;
import io.reconsync.simulation.net.RconServer;
import io.reconsync.simulation.world.ArkSet;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** ARK: RCON in the game's one thread, A2S (SE only) in another, the log and what a join leaves on disk. */
final class ArkGame implements Game {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy.MM.dd_HH.mm.ss: ");
    private final Simulation simulation;
    private final Options options;
    private final boolean ascended;
    private final Path saved;
    private final ArkSet set;
    private final ArkSave save;
    private final Dice dice;
    private ArkConsole commands;
    private RconServer console;
    private A2sServer query;
    private DatagramSocket traffic;

    ArkGame(Simulation simulation) {
        this.simulation = simulation;
        this.options = simulation.options();
        this.ascended = options.text("game", "").equals("ark-sa");
        this.dice = simulation.dice().named("ark");
        this.saved = options.dir().resolve("ShooterGame/Saved");
        Path folder = saved.resolve(options.flag("save-directory", "SavedArks"));
        String map = map(options);
        this.set = new ArkSet(ascended ? folder.resolve(map) : folder, map, ascended);
        this.save = new ArkSave(set);
    }

    static String map(Options options) {
        return options.flag("map", options.text("game", "").equals("ark-sa") ? "TheIsland_WP" : "TheIsland");
    }

    @Override
    public WorldSet set() {
        return set;
    }

    @Override
    public boolean hasWorld() throws IOException {
        return !save.files("ark", "arkprofile", "arktribe", "tmp").isEmpty();
    }

    @Override
    public void start() throws IOException {
        Files.createDirectories(set.folder());
        Path config = saved.resolve("Config").resolve(ascended ? "WindowsServer" : "LinuxServer");
        Files.createDirectories(config);
        for (String name : new String[] {"GameUserSettings.ini", "Game.ini", "Engine.ini"}) {
            if (Files.notExists(config.resolve(name))) {
                Files.writeString(config.resolve(name), "[ServerSettings]\nXPMultiplier=1.5\n");
            }
        }
        String password = options.text("password", "");
        simulation.log().line("Log file open, " + now());
        simulation.log().line("ARK Version: " + (ascended ? "88.25" : "361.7"));
        simulation
                .log()
                .line("Commandline: " + map(options) + "?listen?SessionName=" + options.flag("name", "ARK")
                        + "?RCONEnabled=True?ServerAdminPassword=" + password + "?ServerPassword=" + password
                        + " -server -log");
        if (Files.exists(set.world())) {
            Path copy = set.folder().resolve(set.map() + "_NewLaunchBackup.bak");
            Files.copy(set.world(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        save.open();
        traffic =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port("game-port")));
        ArkFacts facts = new ArkFacts(simulation, traffic.getLocalPort());
        query = ascended ? null : new A2sServer(simulation, options.port("query-port"), facts::info);
        commands = new ArkConsole(simulation, save, ascended);
        console = new RconServer(simulation, options.port("console-port"), options.text("password", ""), commands::run);
    }

    private static String now() {
        return SECOND.format(LocalDateTime.now(ZoneOffset.UTC));
    }

    private void event(String text) {
        simulation.log().line(now() + text);
        commands.remember(now() + text);
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("game-port", traffic.getLocalPort());
        if (query != null) {
            ports.put("query-port", query.port());
        }
        ports.put("console-port", console.port());
        return ports;
    }

    @Override
    public long startMillis() {
        return 12_000;
    }

    @Override
    public void ready() {
        simulation.log().line("Server: \"" + options.flag("name", "ARK") + "\" has successfully started!");
        if (ascended) {
            simulation.log().line("Server has completed startup and is now advertising for join. (10.95GB Mem)");
        }
        simulation.log().line(String.format(Locale.ROOT, "Full Startup: %.2f seconds", simulation.uptime()));
    }

    @Override
    public long saveMillis() {
        return (long) options.flag("save-ms", dice.between(2_000, 5_000));
    }

    @Override
    public void save(SaveRun run) throws IOException, InterruptedException {
        save.write(run);
    }

    @Override
    public void saved(SaveRun run, double seconds) {
        String took = ascended ? "Took: %.2f" : "Took %.6f";
        simulation.log().line(String.format(Locale.ROOT, now() + "World Save Complete. " + took, seconds));
    }

    @Override
    public void saveFailed(String why) {
        simulation.log().line("LogArk: Warning: Failed to save world: " + why);
    }

    @Override
    public void joined(Player player) {
        save.profile(id(player));
        event(name(player) + " joined this ARK!");
    }

    @Override
    public void left(Player player, String reason) {
        event(name(player) + " left this ARK!");
    }

    private String id(Player player) {
        return ascended ? player.eosId() : player.steamId();
    }

    private String name(Player player) {
        return ascended ? player.name() + " [UniqueNetId:" + player.eosId() + " Platform:None]" : player.name();
    }

    @Override
    public void died(Player player, String by) {
        if (dice.chance(0.3)) {
            event("Tribe Porters, ID 123: Day 1, 11:59:58: <RichColor Color=\"1, 0, 0, 1\">Your Rex - Lvl 100 (Rex) was"
                    + " killed by a Giganotosaurus - Lvl 90!</>)");
        }
        if (by == null && dice.chance(0.5)) {
            event(player.name() + " - Lvl 5 was killed!");
        } else {
            event("Tribe Porters, ID 123: Day 1, 12:00:00: Tribemember " + player.name() + " - Lvl 49 was killed by "
                    + (by == null ? "a Direwolf - Lvl 114" : by + " - Lvl 60") + "!");
        }
    }

    @Override
    public void said(String who, String text) {
        commands.chat(who + " (" + who + "): " + text);
        event(who + " (" + who + "): " + text);
    }

    @Override
    public void crashing(Crash crash) throws IOException {
        simulation.log().line("Signal " + (crash == Crash.ABORT ? 6 : 11) + " caught.");
        simulation
                .log()
                .line(
                        ascended
                                ? "Unhandled Exception: EXCEPTION_ACCESS_VIOLATION reading address 0x10"
                                : "Fatal error!");
        Path folder = saved.resolve("Crashes")
                .resolve("crash-" + ProcessHandle.current().pid());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("CrashContext.runtime-xml"), "<FGenericCrashContext/>\n");
    }

    @Override
    public void stopped() throws IOException {
        simulation.log().line("Closing by request");
        save.close();
        simulation.log().line("Log file closed, " + now());
    }

    @Override
    public SignalAnswer onInterrupt() {
        return SignalAnswer.EXIT;
    }

    @Override
    public SignalAnswer onTerminate() {
        return SignalAnswer.EXIT;
    }
}
