// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.valheim;

import io.reconsync.api.game.WorldSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the newest complete save of every world. Since 1.0 a world is a folder of numbered sets
 * {@code _main.N.{chunks,db2,fwl2,ok}} whose {@code .ok} is written last, with chunk files beside; before, it is a pair
 * {@code W.db} and {@code W.fwl}. Stateless, thread-safe.
 */
final class NewestSet implements WorldSelector {
    private static final Pattern SET = Pattern.compile("_main\\.(\\d{1,9})\\.(chunks|db2|fwl2|ok)");
    private static final Pattern CHUNK = Pattern.compile(".+__.+_\\d+\\.chunk");
    private static final int PARTS = 4;

    @Override
    public Selection select(List<WorldFile> listing) {
        Map<String, List<WorldFile>> folders = new TreeMap<>();
        listing.forEach(file ->
                folders.computeIfAbsent(folder(file), key -> new ArrayList<>()).add(file));
        List<String> taken = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, List<WorldFile>> folder : folders.entrySet()) {
            boolean sets = folder.getValue().stream()
                    .anyMatch(file -> SET.matcher(name(file)).matches());
            String missing = sets
                    ? newest(folder.getKey(), folder.getValue(), taken, found)
                    : pairs(folder.getValue(), taken, found);
            if (!missing.isEmpty()) {
                return new Selection(List.of(), false, missing);
            }
        }
        return found.isEmpty()
                ? new Selection(List.of(), false, "There is no world yet.")
                : new Selection(taken, true, String.join(", ", found));
    }

    private static String newest(String folder, List<WorldFile> files, List<String> taken, List<String> found) {
        TreeMap<Long, Map<String, WorldFile>> sets = new TreeMap<>();
        for (WorldFile file : files) {
            Matcher matcher = SET.matcher(name(file));
            if (matcher.matches()) {
                sets.computeIfAbsent(Long.parseLong(matcher.group(1)), key -> new HashMap<>())
                        .put(matcher.group(2), file);
            }
        }
        for (Map.Entry<Long, Map<String, WorldFile>> set : sets.descendingMap().entrySet()) {
            Map<String, WorldFile> parts = set.getValue();
            if (parts.size() == PARTS && parts.get("ok").size() > 0) {
                long index = parts.get("chunks").modifiedMillis();
                parts.values().forEach(file -> taken.add(file.path()));
                for (WorldFile file : files) {
                    String name = name(file);
                    boolean older = CHUNK.matcher(name).matches() && file.modifiedMillis() <= index;
                    boolean other =
                            !CHUNK.matcher(name).matches() && !SET.matcher(name).matches();
                    if (older || other) {
                        taken.add(file.path());
                    }
                }
                found.add("save " + set.getKey() + " of " + folder);
                return "";
            }
        }
        return "The world " + folder + " has no complete save: no set with its .ok is there yet.";
    }

    private static String pairs(List<WorldFile> files, List<String> taken, List<String> found) {
        Map<String, Integer> halves = new TreeMap<>();
        for (WorldFile file : files) {
            String path = file.path();
            taken.add(path);
            if (path.endsWith(".db") || path.endsWith(".fwl")) {
                halves.merge(path.substring(0, path.lastIndexOf('.')), 1, Integer::sum);
            }
        }
        for (Map.Entry<String, Integer> world : halves.entrySet()) {
            if (world.getValue() < 2) {
                return "Of the world " + world.getKey() + " either the .db or the .fwl file is missing.";
            }
            found.add("world " + world.getKey());
        }
        return "";
    }

    private static String folder(WorldFile file) {
        int slash = file.path().lastIndexOf('/');
        return slash < 0 ? "" : file.path().substring(0, slash);
    }

    private static String name(WorldFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
