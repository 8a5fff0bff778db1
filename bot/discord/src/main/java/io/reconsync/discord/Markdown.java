// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text for Discord: what a player or a file wrote there formats, links and mentions nothing. Pure. */
final class Markdown {
    private static final Pattern MOMENT = Pattern.compile(
            "\\b(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} (?:[A-Z]{2,5}|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?))(?![\\w:])"
                    + "|\\b(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z)(?!\\w)");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    private Markdown() {}

    /** Plain text, with moments as each reader's own clock shows them. */
    static String text(String raw) {
        return moments(plain(raw));
    }

    /** Plain text. */
    static String plain(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 16);
        visible(raw, true).codePoints().forEach(c -> {
            if ("\\*_~`|<>[]#".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(c);
            if (c == '@') {
                out.append('\u200B');
            }
        });
        return out.toString().replace("://", ":\u200B//");
    }

    /** A block of fixed width. */
    static String block(String raw) {
        return "```\n" + visible(raw, true).replace("```", "`\u200B``") + "\n```";
    }

    /** Code within a line. */
    static String code(String raw) {
        return "`" + visible(raw, false).replace('`', '\'') + "`";
    }

    /** A moment as the reader's clock shows it. */
    static String moment(Instant at) {
        return "<t:" + at.getEpochSecond() + ":f>";
    }

    /** How long ago, counted by the reader's Discord. */
    static String ago(Instant at) {
        return "<t:" + at.getEpochSecond() + ":R>";
    }

    private static String moments(String text) {
        Matcher matcher = MOMENT.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(moment(matcher.group())));
        }
        return matcher.appendTail(out).toString();
    }

    private static String moment(String shown) {
        try {
            return moment(
                    shown.endsWith("Z") && shown.contains("T")
                            ? Instant.parse(shown)
                            : ZonedDateTime.parse(shown, SHOWN).toInstant());
        } catch (DateTimeException e) {
            return shown;
        }
    }

    /** Without characters that would reorder or hide text. */
    static String visible(String text, boolean lines) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && lines) {
                out.append('\n');
            } else if (c == '\t' || c == '\n') {
                out.append(' ');
            } else if (Character.isISOControl(c)
                    || c >= 0x200B && c <= 0x200F
                    || c >= 0x202A && c <= 0x202E
                    || c >= 0x2066 && c <= 0x2069) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
