// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Would the game load this? Asked about a world that was just backed up or restored, before anybody relies on it.
 * {@code level.foo} begins with FOO1 and ends with END!: one that was copied in the middle of a save lacks its end.
 *
 * <p>Only reads, and answers with a verdict even to garbage: an exception would only say that the verifier is broken.
 */
final class FooWorld implements WorldVerifier {
    private static final byte[] HEAD = "FOO1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "END!".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Verdict verify(Path world, Deadline deadline) {
        Path level = world.resolve("level.foo");
        if (!Files.isRegularFile(level, LinkOption.NOFOLLOW_LINKS)) {
            return new Verdict.UnknownFormat(); // nothing that we know: neither for nor against
        }
        try {
            deadline.check("looking at level.foo");
            return whole(level)
                    ? new Verdict.Ok()
                    : new Verdict.Damaged("level.foo", "It is cut off; the game would refuse it.");
        } catch (IOException e) {
            return new Verdict.Damaged("level.foo", "It cannot be read: " + e.getMessage() + ".");
        }
    }

    private static boolean whole(Path level) throws IOException {
        long size = Files.size(level);
        if (size < HEAD.length + TAIL.length) {
            return false;
        }
        try (InputStream in = Files.newInputStream(level)) {
            boolean head = Arrays.equals(in.readNBytes(HEAD.length), HEAD);
            in.skipNBytes(size - HEAD.length - TAIL.length);
            return head && Arrays.equals(in.readNBytes(TAIL.length), TAIL);
        }
    }
}
