// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Json;
import io.reconsync.simulation.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The test's commands, one line each; a line with TABs is split at those, else at blanks. In names {@code \n},
 * {@code \t}, {@code \\} and {@code \}uXXXX stand for the character. The answer is one line: {@code ok ...} or {@code error ...}.
 */
final class Control {
    private final Simulation simulation;
    private final Autosave autosave;

    Control(Simulation simulation, Autosave autosave) {
        this.simulation = simulation;
        this.autosave = autosave;
    }

    String answer(String line) throws InterruptedException {
        List<String> words = new ArrayList<>();
        int blank = line.indexOf(line.indexOf('\t') >= 0 ? '\t' : ' ');
        String command = blank < 0 ? line : line.substring(0, blank);
        String rest = blank < 0 ? "" : line.substring(blank + 1);
        for (String word : rest.split(line.indexOf('\t') >= 0 ? "\t" : " ", -1)) {
            words.add(unescape(word));
        }
        simulation.ledger().write("control", "line", line);
        try {
            return "ok " + act(command, unescape(rest), words);
        } catch (IllegalArgumentException | NoSuchElementException | IOException wrong) {
            return "error " + wrong.getMessage();
        }
    }

    private String act(String command, String rest, List<String> words) throws IOException, InterruptedException {
        switch (command) {
            case "join", "leave", "die", "rename", "build", "say", "evil", "crowd" -> people(command, rest, words);
            case "crash" -> crash(words);
            case "hang" -> hang(words.get(0));
            case "unhang" -> simulation.gates().open();
            case "save" -> {
                return save(words.get(0));
            }
            case "autosave" -> autosave.every(words.get(0).equals("off") ? 0 : whole(words, 0));
            case "never-pause" -> autosave.pause(words.get(0).equals("off") ? -1 : whole(words, 0));
            case "save-delay" -> simulation.faults().saveDelay(whole(words, 0));
            case "fail-save" -> simulation.faults().next(Faults.NextSave.FAIL);
            case "torn-save" -> simulation.faults().next(Faults.NextSave.TEAR);
            case "fill-disk" -> simulation.faults().diskFull(true);
            case "free-disk" -> simulation.faults().diskFull(false);
            case "udp-loss" -> simulation.faults().udpLoss(Double.parseDouble(words.get(0)));
            case "latency" -> simulation.faults().latency(whole(words, 0), words.size() > 1 ? whole(words, 1) : 0);
            case "rotate-log" -> simulation.log().rotate();
            case "log" -> simulation.log().line(rest);
            case "stop" -> simulation.stop("control", !rest.equals("nosave"), 0);
            case "state" -> {
                return Json.write(simulation.describe());
            }
            case "ports" -> {
                return Json.write(simulation.game().ports());
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return "";
    }

    private void people(String command, String rest, List<String> words) throws IOException {
        Players players = simulation.players();
        Game game = simulation.game();
        switch (command) {
            case "join" -> game.joined(entered(rest));
            case "leave" -> {
                Player player = players.leave(rest);
                simulation.world().event("leave " + rest);
                game.left(player, "disconnect");
            }
            case "die" -> {
                String[] who = words.size() > 1 && rest.contains("\t") ? rest.split("\t") : rest.split(" by ", 2);
                simulation.world().event("die " + who[0]);
                game.died(players.find(who[0]), who.length > 1 ? who[1] : null);
            }
            case "rename" -> {
                String[] names = rest.contains("\t") ? rest.split("\t", 2) : rest.split(" to ", 2);
                players.rename(names[0], names[1]);
            }
            case "build" -> simulation.world().event("build " + rest);
            case "say" ->
                game.said(
                        players.online().isEmpty()
                                ? "SERVER"
                                : players.online().get(0).name(),
                        rest);
            case "crowd" -> {
                for (int i = 1; i <= Integer.parseInt(rest); i++) {
                    game.joined(entered(String.format("Player %03d", i)));
                }
            }
            default -> {
                for (String name : Players.EVIL) {
                    game.joined(entered(name));
                }
            }
        }
        simulation.ledger().write(command, "who", rest);
    }

    private Player entered(String name) {
        simulation.world().event("join " + name);
        return simulation.players().join(name);
    }

    private void crash(List<String> words) throws IOException {
        Crash crash = Crash.named(words.get(0));
        if (words.size() == 3 && words.get(1).equals("at")) {
            simulation.faults().crashAt(crash, words.get(2));
        } else {
            simulation.crash(crash);
        }
    }

    private void hang(String kind) {
        if (!kind.equals("stop")) {
            simulation.gates().hang(kind);
            return;
        }
        simulation.daemon("stop-signal", () -> {
            // The answer to this command goes out first: nothing does afterwards.
            Pace.until(System.nanoTime() + 200_000_000L);
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("/bin/kill", "-STOP", pid).start();
        });
    }

    private String save(String how) throws InterruptedException {
        if (how.equals("wait")) {
            return Boolean.toString(simulation.save("control"));
        }
        simulation.daemon("control-save", () -> simulation.save("control"));
        return "";
    }

    private static long whole(List<String> words, int index) {
        return Long.parseLong(words.get(index));
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escape = text.charAt(++i);
            if (escape == 'u' && i + 4 < text.length()) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(escape == 'n' ? '\n' : escape == 't' ? '\t' : escape == 'r' ? '\r' : escape);
            }
        }
        return out.toString();
    }
}
