// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** What may be typed into the console, over RCON and on standard input alike. */
final class Console {
    private static final int CRASH_EXIT = 139;

    private final Game game;
    private final Map<String, Command> commands = new TreeMap<>();

    Console(Game game) {
        this.game = game;
        add("list", "who is on", rest -> list());
        add("players", "the same", rest -> list());
        add("status", "generation, size, players", rest -> game.status());
        add("save-all", "saves soon; the log says when it is done", rest -> saveAll());
        add("save-off", "no more saves of its own accord", rest -> saving(false));
        add("save-on", "saves of its own accord again", rest -> saving(true));
        add("stop", "saves and ends", rest -> stop());
        add("join", "NAME: somebody comes", rest -> join(rest));
        add("leave", "NAME or id: somebody goes", rest -> with(rest, game.players()::leave));
        add(
                "die",
                "NAME or id: somebody dies",
                rest -> with(rest, player -> game.players().die(player, "command")));
        add("evil", "everybody with a hostile name comes", rest -> evil());
        add("crash", "ends at once, without saving", rest -> "");
        add("hang", "answers nothing any more", rest -> "");
        add("unhang", "goes on after a hang; the only command that a hung server takes", rest -> "");
        add("help", "this list", rest -> help());
    }

    private interface Command {
        String run(String rest);
    }

    private record Described(String text, Command command) implements Command {
        @Override
        public String run(String rest) {
            return command.run(rest);
        }
    }

    private void add(String name, String text, Command command) {
        commands.put(name, new Described(text, command));
    }

    /** The reply to a line; blocks while the game is busy or hangs. */
    String run(String line) throws InterruptedException {
        String[] words = line.strip().split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "" -> "";
            case "crash" -> crash();
            case "hang" -> hang();
            case "unhang" -> unhang();
            default -> inGame(words[0], rest);
        };
    }

    private String inGame(String name, String rest) throws InterruptedException {
        Command command = commands.get(name);
        if (command == null) {
            game.loop().pass();
            return "Unknown command '" + name + "'; try help.";
        }
        try {
            return game.loop().call(() -> command.run(rest));
        } catch (ExecutionException e) {
            game.log().line("[console] " + name + " failed: " + e.getCause());
            return "Failed: " + e.getCause().getMessage();
        }
    }

    private String crash() {
        game.log().line("[server] FATAL crash on command");
        Runtime.getRuntime().halt(CRASH_EXIT);
        return "";
    }

    private String hang() {
        game.log().line("[server] hangs on command");
        game.loop().hang();
        return "The server hangs now; unhang ends it.";
    }

    private String unhang() {
        boolean was = game.loop().hangs();
        game.loop().unhang();
        game.log().line("[server] goes on");
        return was ? "The server goes on." : "The server does not hang.";
    }

    private String list() {
        List<Players.Player> online = game.players().online();
        StringBuilder text = new StringBuilder();
        text.append("There are ")
                .append(online.size())
                .append(" of ")
                .append(Players.MOST)
                .append(" players:");
        online.forEach(
                player -> text.append('\n').append(player.id()).append(' ').append(oneLine(player.name())));
        return text.toString();
    }

    static String oneLine(String name) {
        return name.replaceAll("[\\x00-\\x1f\\x7f\\x85\\u2028\\u2029]", "?");
    }

    private String saveAll() {
        game.loop().later(Duration.ZERO, () -> game.save("command"));
        return "Saving the world.";
    }

    private String saving(boolean on) {
        game.saving(on);
        game.log().line("[world] saving " + (on ? "on" : "off"));
        return "Saving of its own accord is " + (on ? "on." : "off.");
    }

    private String stop() {
        game.loop().later(Duration.ZERO, () -> game.finish("stop"));
        return "Stopping.";
    }

    private String join(String name) {
        return game.players()
                .join(name)
                .map(player -> "Joined as " + player.id() + ".")
                .orElse("The server is full.");
    }

    private String with(String who, java.util.function.Consumer<Players.Player> act) {
        return game.players()
                .find(who)
                .map(player -> {
                    act.accept(player);
                    return "Done.";
                })
                .orElse("There is no player '" + who + "'.");
    }

    private String evil() {
        Names.EVIL.forEach(game.players()::join);
        return Names.EVIL.size() + " came.";
    }

    private String help() {
        StringBuilder text = new StringBuilder();
        commands.forEach((name, command) -> text.append(name)
                .append(": ")
                .append(((Described) command).text())
                .append('\n'));
        return text.toString().stripTrailing();
    }
}
