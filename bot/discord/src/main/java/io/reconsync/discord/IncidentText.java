// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Incidents as messages: the state in a word, not in a colour alone. Pure. */
final class IncidentText {
    static final int RED = 0xED4245;
    static final int ORANGE = 0xE67E22;
    static final int BLUE = 0x5865F2;
    static final int GREEN = 0x57F287;
    static final int GREY = 0x95A5A6;

    static final String OPEN = "open";
    static final String TAKEN = "taken";
    static final String OVER = "over";

    private static final int LINES = 25;

    private IncidentText() {}

    /** What an incident is after a change, given what it was. */
    static String state(Change change, Optional<String> before) {
        return switch (change) {
            case RESOLVED -> OVER;
            case ACKNOWLEDGED -> TAKEN;
            case FIRED, TEST -> OPEN;
            case UPDATED -> before.filter(TAKEN::equals).orElse(OPEN);
        };
    }

    static Notice of(Incident incident, IncidentTable.Told told, Optional<String> mention) {
        boolean over = told.state().equals(OVER);
        Map<String, String> fields = new LinkedHashMap<>();
        incident.server().ifPresent(server -> fields.put("Server", Markdown.plain(server)));
        fields.put("Since", Markdown.ago(incident.began()));
        incident.resolved().ifPresent(end -> fields.put("Over", Markdown.ago(end)));
        if (told.state().equals(TAKEN)) {
            fields.put("Taken by", Markdown.plain(told.taker().orElse("somebody")));
        }
        Notice.Card card = new Notice.Card(
                SlashLimits.cut(word(told) + ": " + Markdown.plain(incident.title()), Notice.Card.TITLE),
                SlashLimits.cut(
                        Markdown.text(incident.text()) + "\n-# incident " + shortId(incident.id()), Notice.Card.TEXT),
                color(told),
                fields);
        List<Notice.Choice> buttons = new ArrayList<>();
        if (told.state().equals(OPEN)) {
            buttons.add(new Notice.Choice(Buttons.TAKE + incident.id(), "Take it"));
        }
        if (!over) {
            incident.server()
                    .filter(server -> server.length() < 80)
                    .ifPresent(server -> buttons.add(new Notice.Choice(Buttons.MUTE + server, "Mute 1 h")));
        }
        boolean call = incident.severity() == Severity.CRITICAL && !over;
        String content = call ? mention.map(role -> "<@&" + role + ">").orElse("") : "";
        return new Notice(content, Optional.of(card), buttons, call ? mention : Optional.empty());
    }

    private static String shortId(String id) {
        return id.substring(Math.max(0, id.length() - 12));
    }

    private static String word(IncidentTable.Told told) {
        return switch (told.state()) {
            case OVER -> "\u2705 RESOLVED";
            case TAKEN -> "\ud83d\udc40 TAKEN";
            default ->
                switch (told.severity()) {
                    case "critical" -> "\ud83d\udea8 CRITICAL";
                    case "warning" -> "\u26a0\ufe0f WARNING";
                    default -> "\u2139\ufe0f INFO";
                };
        };
    }

    private static int color(IncidentTable.Told told) {
        return switch (told.state()) {
            case OVER -> GREEN;
            case TAKEN -> GREY;
            default ->
                switch (told.severity()) {
                    case "critical" -> RED;
                    case "warning" -> ORANGE;
                    default -> BLUE;
                };
        };
    }

    /** Many at once, in one message: a line each. */
    static Notice digest(List<IncidentTable.Told> all) {
        long open = all.stream().filter(each -> !each.state().equals(OVER)).count();
        List<String> lines = new ArrayList<>();
        for (IncidentTable.Told each : all.subList(0, Math.min(LINES, all.size()))) {
            lines.add(word(each).split(" ")[0] + " "
                    + each.server()
                            .map(server -> "**" + Markdown.plain(server) + "** ")
                            .orElse("")
                    + Markdown.plain(SlashLimits.cut(each.title(), 100)) + " " + Markdown.ago(each.began()));
        }
        if (all.size() > LINES) {
            lines.add("and " + (all.size() - LINES) + " more; see /incidents");
        }
        Notice.Card card = new Notice.Card(
                open == 0
                        ? "\u2705 RESOLVED: " + all.size() + " incidents"
                        : "\ud83d\udea8 " + open + " of " + all.size() + " incidents are open",
                SlashLimits.cut(String.join("\n", lines), Notice.Card.TEXT),
                open == 0 ? GREEN : RED,
                Map.of());
        return new Notice("", Optional.of(card), List.of(), Optional.empty());
    }

    static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
