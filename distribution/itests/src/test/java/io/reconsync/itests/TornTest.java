// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backups of a game that never stops saving: each is restored elsewhere and judged by the simulator's own check. A torn
 * one may only be one that said so. {@code bench/shown/2-2-torn} runs it longer; plain copies tear meanwhile.
 */
class TornTest {
    private static final int PLAIN_COPIES = 200;

    @TempDir
    Path folder;

    static Stream<Game> games() {
        return Arrays.stream(System.getProperty("shown.games", "rust").split(","))
                .map(name -> Game.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Shorter than this, and the files never rest for as long as the profile wants them to. */
    private static int pause(Game game) {
        return switch (game) {
            case RUST -> 2_600;
            case ARK -> 5_000;
            case VALHEIM -> 2_600;
        };
    }

    /** 400 ms for a save; ARK's gaps between two files are too short at full speed for plain copies to fall into. */
    private static String pace(Game game) {
        return game == Game.ARK ? "--speed 5 --set save-ms=2000" : "--set save-ms=20000";
    }

    @ParameterizedTest
    @MethodSource("games")
    void noneIsTornWithoutSayingSo(Game game) throws Exception {
        int n = Integer.getInteger("shown.n", 2);
        String seed = System.getProperty("shown.seed", "7");
        String pause = Integer.toString(pause(game));
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("game", game.id()).put("backups", n).put("seed", seed).put("pause_ms", pause(game));
        int[] count = new int[3];
        try (Installation product = Installation.in(folder);
                Played played =
                        Played.in(product, folder, game, "", "--never-pause-ms", pause, "--seed", seed, pace(game))) {
            product.start();
            product.ask("server", "start", played.id(), "--wait");
            long first = System.nanoTime();
            for (int i = 0; i < n; i++) {
                one(product, played, i, count, report.withArray("each").addObject());
            }
            report.put("complete", count[0]).put("flagged", count[1]).put("torn_unflagged", count[2]);
            traffic(played, first, report);
            report.put("plain_copies_until_one_was_torn", plain(played));
        }
        Path out = Files.createDirectories(Installation.ROOT.resolve("build/shown"));
        Files.writeString(out.resolve("2-2-torn-" + game.id() + ".json"), report.toPrettyString());
        assertEquals(0, count[2], report::toPrettyString);
        assertEquals(n, count[0] + count[1], report::toPrettyString);
        assertTrue(count[1] <= Math.max(1, n / 100), () -> "too many are flagged: " + report.toPrettyString());
        assertTrue(report.path("plain_copies_until_one_was_torn").asInt() > 0, "the writers harm nobody: no control");
    }

    private void one(Installation product, Played played, int i, int[] count, ObjectNode row) throws IOException {
        long begin = System.nanoTime();
        product.ask("backup", "now", played.id(), "--wait");
        long end = System.nanoTime();
        JsonNode snapshot = product.ask("backup", "show", played.id(), "latest");
        Path to = folder.resolve("restored-" + i);
        product.ask("restore", played.id(), snapshot.path("id").asText(), "--to", to.toString(), "--yes", "--wait");
        JsonNode verdict = played.judge(to);
        boolean whole = verdict.path("status").asText().equals("ok")
                && played.isASave(verdict.path("worlds").path(0));
        boolean flagged = snapshot.path("grade").asText().equals("suspect");
        count[whole ? 0 : flagged ? 1 : 2]++;
        row.put("grade", snapshot.path("grade").asText()).put("whole", whole).put("ms", (end - begin) / 1_000_000);
        row.put("overlapping_saves", overlaps(played, begin, end));
        if (!whole || flagged) {
            row.put("reason", snapshot.path("reason").asText()).set("verdict", verdict);
        }
        Played.delete(to);
    }

    private static long overlaps(Played played, long begin, long end) {
        List<JsonNode> begun = played.ledger().stream()
                .filter(line -> line.path("event").asText().equals("save-begin"))
                .toList();
        return begun.stream()
                .filter(save -> save.path("mono").asLong() < end
                        && played.saves().stream()
                                .filter(done -> done.path("generation").equals(save.path("generation")))
                                .anyMatch(done -> done.path("mono").asLong() > begin))
                .count();
    }

    private static void traffic(Played played, long since, ObjectNode report) {
        List<JsonNode> saves = played.saves().stream()
                .filter(save -> save.path("mono").asLong() > since)
                .toList();
        long bytes =
                saves.stream().mapToLong(save -> save.path("bytes").asLong()).sum();
        double seconds = (System.nanoTime() - since) / 1e9;
        report.put("saves", saves.size()).put("seconds", Math.round(seconds));
        report.put("written_mb_per_second", Math.round(bytes / seconds / 10_000) / 100.0);
    }

    /** How many times the world has to be copied plainly until a copy is torn; 0 when none of many is. */
    private int plain(Played played) throws Exception {
        for (int i = 1; i <= PLAIN_COPIES; i++) {
            Path copy = folder.resolve("plain-" + i);
            Process cp = new ProcessBuilder("cp", "-r", played.world().toString(), copy.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = cp.waitFor();
            boolean whole =
                    exit == 0 && played.judge(copy).path("status").asText().equals("ok");
            Played.delete(copy);
            if (!whole) {
                return i;
            }
        }
        return 0;
    }
}
