// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code plugins/<name>.refused.txt}: why the jar beside it does not run. Gone when the problem is. */
final class RefusedNotes {
    static final String SUFFIX = ".refused.txt";

    private static final Logger LOG = LoggerFactory.getLogger(RefusedNotes.class);

    private final Path folder;

    RefusedNotes(Path folder) {
        this.folder = folder;
    }

    static String base(String file) {
        return file.substring(0, file.length() - ".jar".length());
    }

    private Path note(String file) {
        return folder.resolve(base(file) + SUFFIX);
    }

    void write(String file, String sentence) {
        byte[] text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        Path note = note(file);
        try {
            boolean same = Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(note) == text.length
                    && Arrays.equals(Files.readAllBytes(note), text);
            if (!same) {
                // At once: who waits for a note reads it whole.
                Path whole = note.resolveSibling("." + note.getFileName());
                Files.deleteIfExists(whole);
                Files.write(whole, text);
                Files.move(whole, note, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", note, e.getMessage());
        }
    }

    void clear(String file) {
        try {
            Files.deleteIfExists(note(file));
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", note(file), e.getMessage());
        }
    }

    /** Removes the notes of jars that are no longer there. */
    void keepOnly(Set<String> files) {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                String name = path.getFileName().toString();
                boolean orphan =
                        name.endsWith(SUFFIX) && files.stream().noneMatch(file -> name.equals(base(file) + SUFFIX));
                if (orphan) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", folder, e.getMessage());
        }
    }
}
