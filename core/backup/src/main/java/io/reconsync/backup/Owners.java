// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names of users and groups, each looked up once: the system is slow at that. Not thread-safe. */
final class Owners {
    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>();

    String user(Path path, int uid) throws IOException {
        return name(users, path, uid, "posix:owner");
    }

    String group(Path path, int gid) throws IOException {
        return name(groups, path, gid, "posix:group");
    }

    private static String name(Map<Integer, String> known, Path path, int id, String attribute) throws IOException {
        if (id < 0) {
            return "";
        }
        String name = known.get(id);
        if (name == null) {
            name = Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS)
                    .toString();
            known.put(id, name);
        }
        return name;
    }
}
