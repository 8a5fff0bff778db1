// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a set of world files is.
 *
 * @param generation of the set, or -1
 * @param tree SHA-256 over the set's files, equal to that in the ledger's {@code save-end}; empty unless OK or STALE
 * @param files name below the set's root and its SHA-256
 * @param databases name and row counter of the SQLite files, which the tree leaves out
 * @param problems why it is not OK, one sentence each
 * @param leftovers files of an unfinished or older save beside a whole set; harmless to the game
 */
public record Verdict(
        Status status,
        String game,
        String world,
        long generation,
        long timeline,
        String tree,
        SortedMap<String, String> files,
        Map<String, Long> databases,
        List<String> problems,
        List<String> leftovers) {

    /** The order is the exit code of {@code simverify}. */
    public enum Status {
        OK,
        TORN,
        MIXED,
        STALE
    }

    /** The same set, judged older than it should be. */
    public Verdict stale(String why) {
        return new Verdict(
                Status.STALE, game, world, generation, timeline, tree, files, databases, List.of(why), leftovers);
    }

    /** The same set, with another judgement. */
    public Verdict mixed(String why) {
        return new Verdict(
                Status.MIXED, game, world, generation, timeline, "", files, databases, List.of(why), leftovers);
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status.name().toLowerCase(java.util.Locale.ROOT));
        json.put("game", game);
        json.put("world", world);
        json.put("generation", generation);
        json.put("timeline", Long.toHexString(timeline));
        json.put("tree", tree);
        json.put("files", files);
        json.put("databases", databases);
        json.put("problems", problems);
        json.put("leftovers", leftovers);
        return json;
    }
}
