// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * Owner, mode and time of a folder that stays while what is in it changes.
 *
 * @param mode -1 when unknown
 * @param uid -1 when unknown
 * @param gid -1 when unknown
 * @param modified when
 */
record FolderMeta(int mode, int uid, int gid, Instant modified) {
    static FolderMeta of(Path folder) throws IOException {
        FileState state = FileState.of(folder);
        return new FolderMeta(state.mode(), state.uid(), state.gid(), state.modified());
    }

    void apply(Path folder) throws IOException {
        FileState now = FileState.of(folder);
        if (gid >= 0 && now.gid() != gid) {
            Files.setAttribute(folder, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
        if (uid >= 0 && now.uid() != uid) {
            Files.setAttribute(folder, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        if (mode >= 0 && now.mode() != mode) {
            Files.setAttribute(folder, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        }
        Files.getFileAttributeView(folder, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(modified), null, null);
    }

    Map<String, Object> json() {
        return Map.of("mode", (long) mode, "uid", (long) uid, "gid", (long) gid, "modified", modified.toString());
    }

    static FolderMeta of(Map<?, ?> json) {
        return new FolderMeta(
                ((Number) json.get("mode")).intValue(),
                ((Number) json.get("uid")).intValue(),
                ((Number) json.get("gid")).intValue(),
                Instant.parse((String) json.get("modified")));
    }
}
