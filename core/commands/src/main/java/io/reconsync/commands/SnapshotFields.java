// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.values.ByteText;
import io.reconsync.contract.values.DurationText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything about one snapshot, for people. */
record SnapshotFields(Snapshot snapshot, ZoneId zone) {
    List<Map.Entry<String, String>> all() {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("id", snapshot.id()));
        fields.add(Map.entry("server", snapshot.server()));
        fields.add(Map.entry("game", snapshot.game()));
        fields.add(Map.entry("made", Shown.moment(snapshot.made(), zone)));
        fields.add(Map.entry("grade", Shown.name(snapshot.grade())));
        fields.add(Map.entry(
                "verified",
                snapshot.verified().map(at -> Shown.moment(at, zone)).orElse("not yet")));
        fields.add(Map.entry("pinned", snapshot.pinned() ? "yes, never pruned" : "no"));
        fields.add(Map.entry("format", snapshot.format()));
        fields.add(Map.entry("files", Long.toString(snapshot.files())));
        fields.add(Map.entry("world", ByteText.format(snapshot.bytes())));
        fields.add(Map.entry("stored", ByteText.format(snapshot.stored())));
        fields.add(Map.entry(
                "held", snapshot.held().isZero() ? "saving was not held" : DurationText.format(snapshot.held())));
        fields.add(Map.entry("label", orDash(snapshot.label())));
        fields.add(Map.entry("copies", orDash(copies())));
        fields.add(Map.entry("reason", orDash(snapshot.reason())));
        return fields;
    }

    private String copies() {
        return new TreeMap<>(snapshot.copies())
                .entrySet().stream()
                        .map(copy -> copy.getKey() + " " + copy.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
