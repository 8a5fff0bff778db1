// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trees of files as text, for comparing. */
final class Tree {
    private Tree() {}

    /** Every path below a folder with type, mode, time and hash or target; our own folders left out. */
    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String raw = path.toUri()
                        .getRawPath()
                        .substring(root.toUri().getRawPath().length());
                if (raw.contains(".reconsync") || path.equals(root)) {
                    continue;
                }
                all.put(raw.replaceAll("/$", ""), describe(path));
            }
        }
        return all;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link " + Files.readSymbolicLink(path).toUri().getRawPath();
        }
        String meta = Integer.toOctalString((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS))
                + " " + Files.getAttribute(path, "unix:uid") + " "
                + Files.getLastModifiedTime(path).toInstant();
        return Files.isDirectory(path) ? "folder " + meta : "file " + meta + " " + Hashing.of(path);
    }

    static Path file(Path folder, String latin, String content) throws IOException {
        Path at = folder;
        for (String name : latin.split("/")) {
            Files.createDirectories(at);
            at = RawName.of(name.getBytes(StandardCharsets.ISO_8859_1)).in(at);
        }
        Files.writeString(at, content);
        Files.setLastModifiedTime(at, FileTime.fromMillis(1_700_000_000_000L + content.hashCode() % 1000));
        return at;
    }
}
