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
import java.util.ArrayList;
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
    private static final int PLAIN_COPIES = 100;

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

    /**
     * 400 ms for a save; ARK's gaps between two files are too short at full speed for plain copies to fall into, and
     * Valheim's sets are only torn by a copy that begins before one is complete and ends after the one before is gone.
     */
    private static String pace(Game game) {
        return switch (game) {
            case RUST -> "--set save-ms=20000";
            case ARK -> "--speed 5 --world-mb 32 --set save-ms=2000";
            case VALHEIM -> "--world-mb 32 --set save-ms=20000";
        };
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
                report.put("backups_while_a_save_ran", overlapped(report));
                report.put("complete", count[0]).put("flagged", count[1]).put("torn_unflagged", count[2]);
                traffic(played, first, report);
                write(game, report);
            }
            plain(played, n / 5, report);
        }
        write(game, report);
        assertEquals(0, count[2], report::toPrettyString);
        assertTrue(count[0] >= n - count[1], report::toPrettyString);
        assertTrue(count[1] <= Math.max(1, (n - 1) / 100), () -> "too many are flagged: " + report.toPrettyString());
        assertTrue(report.path("plain_copies_torn").asInt() > 0, "the writers harm nobody: no control");
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
        count[0] += whole ? 1 : 0;
        count[1] += flagged ? 1 : 0;
        count[2] += whole || flagged ? 0 : 1;
        row.put("grade", snapshot.path("grade").asText()).put("whole", whole).put("ms", (end - begin) / 1_000_000);
        row.put("overlapping_saves", overlaps(played, begin, end));
        if (!whole || flagged) {
            row.put("reason", snapshot.path("reason").asText()).set("verdict", verdict);
        }
        Played.delete(to);
    }

    /** Also before the end, so that a long run that is cut short has shown something. */
    private static void write(Game game, ObjectNode report) throws IOException {
        Path out = Files.createDirectories(Installation.ROOT.resolve("build/shown"));
        Files.writeString(out.resolve("2-2-torn-" + game.id() + ".json"), report.toPrettyString());
    }

    private static long overlapped(ObjectNode report) {
        long count = 0;
        for (JsonNode row : report.path("each")) {
            count += row.path("overlapping_saves").asInt() > 0 ? 1 : 0;
        }
        return count;
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

    /** The world packed as it lies, as a nightly script would: at least as many times as wanted, and until one is torn. */
    private void plain(Played played, int wanted, ObjectNode report) throws Exception {
        int copies = 0;
        int torn = 0;
        int judged = 0;
        while (copies < wanted || torn == 0 && copies < PLAIN_COPIES) {
            Path packed = folder.resolve("plain-" + copies + ".tar.gz");
            Path copy = Files.createDirectories(folder.resolve("plain-" + copies));
            int exit = tar("-czf", packed.toString(), "-C", played.world().toString(), ".");
            boolean unpacked = tar("-xzf", packed.toString(), "-C", copy.toString()) == 0;
            boolean good = played.judge(copy).path("status").asText().equals("ok");
            Played.delete(copy);
            Files.delete(packed);
            copies++;
            torn += good && unpacked && exit == 0 ? 0 : 1;
            judged += good ? 0 : 1;
        }
        report.put("plain_copies", copies).put("plain_copies_torn", torn).put("torn_as_the_game_judges", judged);
    }

    private static int tar(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("tar"));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
