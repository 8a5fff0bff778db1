// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.values.RawPath;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a manifest: a snapshot described by itself, so that it can be restored when neither its adapter nor our
 * database is left.
 *
 * @param id of the snapshot
 * @param origin whose and of what
 * @param made when the data were read
 * @param grade how sure it is that it is one state
 * @param reason why it is no better, or what the game said
 * @param held for how long the game was kept from saving
 * @param label free text
 * @param format of the archive
 * @param archive blob of the archive and what it has to be; empty within the archive itself
 * @param roots the folders and files taken
 * @param rule which files below them were taken
 * @param entries how many follow: files, folders, links
 * @param files how many of them are files; the same as entries in what earlier versions wrote
 * @param bytes of content
 */
record Manifest(
        String id,
        Origin origin,
        Instant made,
        Grade grade,
        String reason,
        Duration held,
        String label,
        String format,
        Optional<Blob> archive,
        List<Root> roots,
        FileRule rule,
        long entries,
        long files,
        long bytes) {
    static final long VERSION = 1;

    /** Whose a snapshot is, and what wrote it. */
    record Origin(String server, String guild, String game, String map, String profile, String product) {}

    /** A stored blob. */
    record Blob(String name, long length, String sha256) {}

    /** A root: its name in the archive, and its path below install where it had one. */
    record Root(RawPath name, Optional<RawPath> below) {}

    Manifest withArchive(Blob blob) {
        return new Manifest(
                id,
                origin,
                made,
                grade,
                reason,
                held,
                label,
                format,
                Optional.of(blob),
                roots,
                rule,
                entries,
                files,
                bytes);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("manifest", VERSION);
        json.put("id", id);
        json.put("server", origin.server());
        json.put("guild", origin.guild());
        json.put("game", origin.game());
        json.put("map", origin.map());
        json.put("profile", origin.profile());
        json.put("product", origin.product());
        json.put("made", made.toString());
        json.put("grade", grade.name().toLowerCase(Locale.ROOT));
        json.put("reason", reason);
        json.put("held_ms", held.toMillis());
        json.put("label", label);
        json.put("format", format);
        archive.ifPresent(
                blob -> json.put("archive", Map.of("name", blob.name, "length", blob.length, "sha256", blob.sha256)));
        json.put("roots", roots.stream().map(Manifest::rootJson).toList());
        json.put("include", rule.include());
        json.put("exclude", rule.exclude());
        json.put("entries", entries);
        json.put("file_count", files);
        json.put("bytes", bytes);
        return json;
    }

    private static Map<String, Object> rootJson(Root root) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", root.name.text());
        json.put("raw", Base64.getEncoder().encodeToString(root.name.bytes()));
        root.below.ifPresent(path -> json.put("below_raw", Base64.getEncoder().encodeToString(path.bytes())));
        return json;
    }

    static Manifest of(Map<?, ?> json) {
        try {
            if (number(json, "manifest") != VERSION) {
                throw ManifestEntry.damaged("it was written by a newer version of ReconSync", null);
            }
            Origin origin = new Origin(
                    text(json, "server"),
                    text(json, "guild"),
                    text(json, "game"),
                    text(json, "map"),
                    text(json, "profile"),
                    text(json, "product"));
            Optional<Blob> blob = json.get("archive") instanceof Map<?, ?> map
                    ? Optional.of(new Blob(text(map, "name"), number(map, "length"), text(map, "sha256")))
                    : Optional.empty();
            return new Manifest(
                    text(json, "id"),
                    origin,
                    Instant.parse(text(json, "made")),
                    Grade.valueOf(text(json, "grade").toUpperCase(Locale.ROOT)),
                    text(json, "reason"),
                    Duration.ofMillis(number(json, "held_ms")),
                    text(json, "label"),
                    text(json, "format"),
                    blob,
                    ((List<?>) json.get("roots"))
                            .stream().map(root -> root((Map<?, ?>) root)).toList(),
                    new FileRule(texts(json, "include"), texts(json, "exclude")),
                    number(json, "entries"),
                    number(json, json.containsKey("file_count") ? "file_count" : "entries"),
                    number(json, "bytes"));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | DateTimeException e) {
            throw ManifestEntry.damaged("its head makes no sense", e);
        }
    }

    private static Root root(Map<?, ?> json) {
        return new Root(
                RawPath.of(Base64.getDecoder().decode(text(json, "raw"))),
                Optional.ofNullable((String) json.get("below_raw"))
                        .map(raw -> RawPath.of(Base64.getDecoder().decode(raw))));
    }

    private static List<String> texts(Map<?, ?> json, String key) {
        return ((List<?>) json.get(key)).stream().map(String.class::cast).toList();
    }

    private static String text(Map<?, ?> json, String key) {
        return java.util.Objects.requireNonNull((String) json.get(key), key);
    }

    private static long number(Map<?, ?> json, String key) {
        return ((Number) json.get(key)).longValue();
    }
}
