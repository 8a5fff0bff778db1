// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 sums of a tree, and the lists of such sums that a server wrote about its own saves. */
final class WorldHashes {
    private WorldHashes() {}

    /** Sum by path with {@code /} below the root, of every regular file. */
    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(root.relativize(file).toString().replace('\\', '/'), sum(file));
            }
        }
        return sums;
    }

    private static String sum(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The lists at a place, a file or a folder of files, that were written at or after a moment; by the list's file. */
    static Map<Path, Map<String, String>> lists(Path place, FileTime since) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                entries.forEach(files::add);
            }
        } else {
            files.add(place);
        }
        Map<Path, Map<String, String>> lists = new TreeMap<>();
        for (Path file : files) {
            if (Files.isRegularFile(file) && Files.getLastModifiedTime(file).compareTo(since) >= 0) {
                lists.put(file, parse(Files.readString(file)));
            }
        }
        return lists;
    }

    /** Lines of {@code sha256sum}: 64 digits, a blank, a blank or a star, the path. */
    static Map<String, String> parse(String text) {
        Map<String, String> sums = new TreeMap<>();
        for (String line : text.split("\n")) {
            if (line.matches("[0-9a-f]{64} [ *].+")) {
                sums.put(line.substring(66), line.substring(0, 64));
            }
        }
        return sums;
    }

    /** How many paths differ, are missing or are too many. */
    static long differences(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(path -> one.get(path) == null || !one.get(path).equals(other.get(path)))
                .count();
    }
}
