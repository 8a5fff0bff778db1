// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in the folder of the local destination, as somebody sees it who only knows what a manifest says. */
final class Kept {
    private final Path folder;
    private final Set<Path> whole = new HashSet<>();

    Kept(Path folder) {
        this.folder = folder;
    }

    /** Manifests whose archive is not, to the byte, what they say; those found whole once are not read again. */
    List<String> halves() throws IOException {
        List<String> halves = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return halves;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> manifests = files.filter(
                            file -> file.getFileName().toString().endsWith(".manifest.json"))
                    .toList();
            for (Path manifest : manifests) {
                if (!whole.contains(manifest)) {
                    JsonNode archive =
                            new ObjectMapper().readTree(manifest.toFile()).path("archive");
                    Path file = folder.resolve(archive.path("name").asText("no name"));
                    if (Files.isRegularFile(file)
                            && sha256(file).equals(archive.path("sha256").asText())) {
                        whole.add(manifest);
                    } else {
                        halves.add(manifest + " promises " + archive);
                    }
                }
            }
        }
        return halves;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, hash).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
