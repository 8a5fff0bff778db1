// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Valheim 1.0: a folder with numbered sets {@code _main.N.{chunks,db2,fwl2,ok}} and chunk files. The {@code .chunks}
 * index names each chunk file and its SHA-256; {@code .ok} is the commit marker.
 *
 * @param folder {@code worlds_local/<name>}
 */
public record ValheimSet(Path folder) implements WorldSet {
    /** Content of the commit marker: the world version. */
    public static final int WORLD_VERSION = 41;

    private static final Pattern MAIN = Pattern.compile("_main\\.(\\d{1,9})\\.(fwl2|db2|chunks|ok)");

    public Path main(long number, String ending) {
        return folder.resolve("_main." + number + "." + ending);
    }

    public Path chunk(String name) {
        return folder.resolve(name);
    }

    /** The numbered sets, each with the endings that are there. */
    public TreeMap<Long, Set<String>> numbers() throws IOException {
        TreeMap<Long, Set<String>> numbers = new TreeMap<>();
        for (Path file : list()) {
            Matcher main = MAIN.matcher(file.getFileName().toString());
            if (main.matches()) {
                numbers.computeIfAbsent(Long.valueOf(main.group(1)), each -> new HashSet<>())
                        .add(main.group(2));
            }
        }
        return numbers;
    }

    @Override
    public Checked check() throws IOException {
        SetCheck check = new SetCheck("valheim", folder);
        TreeMap<Long, Set<String>> numbers = numbers();
        long newest = numbers.entrySet().stream()
                .filter(set -> set.getValue().size() == 4)
                .mapToLong(java.util.Map.Entry::getKey)
                .max()
                .orElse(-1);
        Set<Path> used = new HashSet<>();
        if (newest >= 0) {
            checkSet(check, newest, used);
        } else if (numbers.size() == 1
                && numbers.get(0L) != null
                && numbers.get(0L).equals(Set.of("fwl2"))) {
            used.add(main(0, "fwl2"));
            check.main(check.file(main(0, "fwl2")));
        } else {
            check.torn(
                    "no set is complete: .ok, .db2, .fwl2 and .chunks of one number are needed, there are " + numbers);
        }
        for (Path file : list()) {
            if (!used.contains(file)) {
                check.leftover(file);
            }
        }
        return check.checked();
    }

    private void checkSet(SetCheck check, long number, Set<Path> used) throws IOException {
        check.main(check.file(main(number, "db2")));
        check.sameAsMain(main(number, "fwl2"), check.file(main(number, "fwl2")));
        WorldImage index = check.file(main(number, "chunks"));
        check.sameAsMain(main(number, "chunks"), index);
        byte[] marker = Files.readAllBytes(main(number, "ok"));
        check.digest(main(number, "ok"), Sha256.bytes(marker));
        if (marker.length != 4
                || ByteBuffer.wrap(marker).order(ByteOrder.LITTLE_ENDIAN).getInt() != WORLD_VERSION) {
            check.torn(check.name(main(number, "ok")) + ": the commit marker does not hold the world version");
        }
        for (String ending : List.of("db2", "fwl2", "chunks", "ok")) {
            used.add(main(number, ending));
        }
        for (String line : index == null ? List.<String>of() : index.events()) {
            checkChunk(check, line, used);
        }
    }

    private void checkChunk(SetCheck check, String line, Set<Path> used) throws IOException {
        String[] nameAndDigest = line.split(" ");
        Path chunk = chunk(nameAndDigest[0]);
        used.add(chunk);
        if (!Files.isRegularFile(chunk)) {
            check.mixed("the index names " + nameAndDigest[0] + ", which is absent");
        } else if (check.file(chunk) != null && !Sha256.file(chunk).equals(nameAndDigest[1])) {
            check.mixed(nameAndDigest[0] + " is not the file that the index names");
        }
    }

    private List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
