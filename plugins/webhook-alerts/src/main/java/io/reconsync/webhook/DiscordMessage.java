// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An incident as a message for Discord: one embed, nobody mentioned. Limits: 256 characters of title, 4096 of
 * description, 1024 per field value; source: Discord's documentation of the message resource.
 */
record DiscordMessage(Incident incident, Change change, String sender) {
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4096;
    private static final int FIELD = 1024;
    private static final int RED = 0xD9342B;
    private static final int ORANGE = 0xE8912D;
    private static final int BLUE = 0x3B82C4;
    private static final int GREEN = 0x2E9E5B;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    String json() {
        Map<String, Object> embed = new LinkedHashMap<>();
        embed.put("title", cut(plain(state() + incident.title()), TITLE));
        embed.put("description", cut(plain(incident.text()), DESCRIPTION));
        embed.put("color", color());
        embed.put("timestamp", incident.began().toString());
        List<Object> fields = new ArrayList<>();
        incident.server().ifPresent(server -> fields.add(field("Server", server)));
        fields.add(field("Began", TIME.format(incident.began())));
        incident.resolved().ifPresent(end -> fields.add(field("Over", TIME.format(end))));
        embed.put("fields", fields);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("username", cut(sender, 80));
        message.put("embeds", List.of(embed));
        message.put("allowed_mentions", Map.of("parse", List.of()));
        return JsonText.of(message);
    }

    private String state() {
        return switch (change) {
            case RESOLVED -> "Over: ";
            case ACKNOWLEDGED -> "Taken: ";
            case TEST -> "Test: ";
            default -> "";
        };
    }

    private int color() {
        if (change == Change.RESOLVED) {
            return GREEN;
        }
        return incident.severity() == Severity.CRITICAL ? RED : incident.severity() == Severity.WARNING ? ORANGE : BLUE;
    }

    private static Map<String, Object> field(String name, String value) {
        return Map.of("name", name, "value", cut(plain(value), FIELD), "inline", true);
    }

    /** Names of players end up here: what Discord would read as formatting is made plain. */
    private static String plain(String text) {
        String escaped = text.replaceAll("[\\\\*_~`|<>\\[\\]#]", "\\\\$0").replace("://", ":\u200B//");
        return escaped.isBlank() ? "\u2013" : escaped;
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "\u2026";
    }
}
