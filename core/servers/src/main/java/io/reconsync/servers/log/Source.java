// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import io.reconsync.protocol.log.LogMark;
import io.reconsync.protocol.log.LogTail;
import io.reconsync.servers.process.OutputLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where lines come from.
 *
 * @param below the folder
 * @param part files below it, and how their lines are cleaned
 */
record Source(SafePath below, GameProfile.LogPart part) {
    /** The word in {@code log.files} for the output of an own process. */
    static final String STDOUT = "stdout";
    /** The word in {@code log.files} for lines that the console streams. */
    static final String CONSOLE = "console";

    /** The sources of a profile that are files; {@code fill} puts values into the places of their names. */
    static List<Source> of(SafePath install, OutputLog output, GameProfile.LogPart log, UnaryOperator<String> fill) {
        List<Source> sources = new ArrayList<>();
        List<String> files = log.files().stream()
                .filter(file -> !file.equals(STDOUT) && !file.equals(CONSOLE))
                .map(fill)
                .toList();
        if (!files.isEmpty()) {
            sources.add(new Source(install, new GameProfile.LogPart(files, log.strip(), log.prefix())));
        }
        if (log.files().contains(STDOUT)) {
            sources.add(new Source(
                    SafePath.of(output.folder()),
                    new GameProfile.LogPart(List.of(output.name()), log.strip(), log.prefix())));
        }
        return sources;
    }

    LogTail tail(LogMark mark, String place, Clock clock) {
        return LogTail.at(mark, below, place, part, clock);
    }

    LogMark now() {
        return LogMark.now(below, part);
    }
}
