// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * A moment in the log: for each file that existed, how far it reached. What a tail at this mark gives was written
 * later; a line that was half written at the moment counts as earlier. Holds across renames and truncation.
 *
 * @param places by the file's identity (device and inode where the system has them)
 */
public record LogMark(Map<String, Place> places) {
    public LogMark {
        places = Map.copyOf(places);
    }

    /**
     * A place in a file.
     *
     * @param offset in bytes
     * @param check CRC-32 of the up to 64 bytes before; tells the file from another one with the same identity
     */
    public record Place(long offset, long check) {}

    /**
     * The end of the log as it is now.
     *
     * @throws io.reconsync.api.ReconException code {@code log-unreadable}, owner HOST
     */
    public static LogMark now(SafePath below, GameProfile.LogPart log) {
        Map<String, Place> places = new HashMap<>();
        for (LogFiles.Found file : new LogFiles(below, log.files()).list()) {
            OpenLog.endOf(file).ifPresent(place -> places.put(file.key(), place));
        }
        return new LogMark(places);
    }

    /** The beginning of every file. */
    public static LogMark beginning() {
        return new LogMark(Map.of());
    }
}
