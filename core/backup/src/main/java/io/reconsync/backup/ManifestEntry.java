// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.values.RawPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file, folder or link as the manifest has it.
 *
 * @param entry what it is
 * @param sha256 of a file's content; empty otherwise
 */
record ManifestEntry(ArchiveEntry entry, String sha256) {
    /** As JSON: {@code path} is text for people; {@code raw} has the bytes in base64 where they are no UTF-8. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", entry.path().text());
        if (!utf8(entry.path().bytes())) {
            json.put("raw", Base64.getEncoder().encodeToString(entry.path().bytes()));
        }
        json.put("type", entry.type().name().toLowerCase(Locale.ROOT));
        if (entry.type() == ArchiveEntry.Type.FILE) {
            json.put("size", entry.size());
            json.put("sha256", sha256);
        }
        entry.link().ifPresent(link -> json.put("link", Base64.getEncoder().encodeToString(link)));
        json.put("modified", entry.modified().toString());
        json.put("mode", (long) entry.mode());
        json.put("uid", (long) entry.uid());
        json.put("gid", (long) entry.gid());
        json.put("owner", entry.owner());
        json.put("group", entry.group());
        return json;
    }

    static ManifestEntry of(Map<?, ?> json) {
        try {
            byte[] raw = json.get("raw") instanceof String base64
                    ? Base64.getDecoder().decode(base64)
                    : RawPath.of((String) json.get("path")).bytes();
            ArchiveEntry.Type type = ArchiveEntry.Type.valueOf(((String) json.get("type")).toUpperCase(Locale.ROOT));
            boolean file = type == ArchiveEntry.Type.FILE;
            ArchiveEntry entry = new ArchiveEntry(
                    RawPath.of(raw),
                    type,
                    file ? number(json, "size") : 0,
                    Instant.parse((String) json.get("modified")),
                    (int) number(json, "mode"),
                    (int) number(json, "uid"),
                    (int) number(json, "gid"),
                    (String) json.get("owner"),
                    (String) json.get("group"),
                    json.get("link") instanceof String link
                            ? Optional.of(Base64.getDecoder().decode(link))
                            : Optional.empty());
            return new ManifestEntry(entry, file ? (String) json.get("sha256") : "");
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | DateTimeException e) {
            throw damaged("an entry in it makes no sense", e);
        }
    }

    static ReconException damaged(String what, Throwable cause) {
        return new ReconException(
                "manifest-damaged",
                ErrorOwner.REMOTE,
                "The manifest of this snapshot cannot be used: " + what + ".",
                "Use another copy or another snapshot.",
                cause);
    }

    private static long number(Map<?, ?> json, String key) {
        return ((Number) json.get(key)).longValue();
    }

    private static boolean utf8(byte[] bytes) {
        return Arrays.equals(RawPath.of(bytes).text().getBytes(java.nio.charset.StandardCharsets.UTF_8), bytes);
    }

    /** Whether an archive's entry is this one: kind, path, size and link. */
    boolean matches(ArchiveEntry other) {
        return entry.path().equals(other.path())
                && entry.type() == other.type()
                && entry.size() == other.size()
                && Arrays.equals(entry.link().orElse(null), other.link().orElse(null));
    }
}
