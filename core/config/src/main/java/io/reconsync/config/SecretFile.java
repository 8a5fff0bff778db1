// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that holds one secret. */
record SecretFile(Path path, String name) {
    private static final int LARGEST = 64 << 10;

    Optional<String> read(Place place, String key, Problems problems) {
        try {
            if (!Files.exists(path)) {
                return refuse(place, key, problems, "does not exist", "Make it, with the secret as its only line.");
            }
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                return refuse(
                        place, key, problems, "is no small text file", "Name a file with the secret as its only line.");
            }
            if (!Files.isReadable(path)) {
                return refuse(
                        place,
                        key,
                        problems,
                        "cannot be read",
                        "Run: chown " + System.getProperty("user.name") + " " + path + " && chmod 600 " + path);
            }
            warnOfMode(place, key, problems);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return Optional.of(text.replaceFirst("\\R$", ""));
        } catch (CharacterCodingException e) {
            return refuse(place, key, problems, "is not UTF-8 text", "Save it as UTF-8.");
        } catch (IOException e) {
            return refuse(place, key, problems, "cannot be read", "Look at the file and its folder.");
        }
    }

    private Optional<String> refuse(Place place, String key, Problems problems, String what, String nextStep) {
        problems.error(
                place, key, "${file:" + name + "}", "a readable file", "The file " + path + " " + what + ".", nextStep);
        return Optional.empty();
    }

    private void warnOfMode(Place place, String key, Problems problems) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (mode.contains(PosixFilePermission.OTHERS_READ) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            problems.warning(
                    place,
                    key,
                    "The file " + path + " can be read by every user of this machine ("
                            + PosixFilePermissions.toString(mode) + ").",
                    "Run: chmod 600 " + path);
        }
    }
}
