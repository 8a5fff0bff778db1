// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings a raw line into the form that patterns and people see: terminal escapes and NULs gone as far as the profile
 * says, other control characters always, at most {@value #LONGEST} characters, the prefix cut. For log files and for
 * lines that a console streams. Immutable and thread-safe.
 */
public final class LogText {
    /** The length of the longest text. */
    public static final int LONGEST = 4096;

    /** Control sequences, operating system commands (closed by BEL or ST) and short escapes. An open command loses
     * its introduction only: else a player's name could swallow the rest of the line. */
    private static final Pattern ANSI = Pattern.compile(
            "(?:\u001b\\[|\u009b)[0-?]*+[ -/]*+[@-~]?|\u001b\\][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)|\u001b[ -/]*+[0-~]?");

    private final boolean ansi;
    private final boolean nul;
    private final Optional<LinePattern> prefix;

    private LogText(boolean ansi, boolean nul, Optional<LinePattern> prefix) {
        this.ansi = ansi;
        this.nul = nul;
        this.prefix = prefix;
    }

    /**
     * As the {@code log:} part of a profile says.
     *
     * @throws ReconException code {@code pattern-invalid} or {@code setting-invalid}, owner USER
     */
    public static LogText of(String place, GameProfile.LogPart log) {
        for (String strip : log.strip()) {
            if (!strip.equals("ansi") && !strip.equals("nul")) {
                throw new ReconException(
                        "setting-invalid",
                        ErrorOwner.USER,
                        "The value '" + strip + "' at " + place + " log.strip is not known.",
                        "Use ansi, nul or both.");
            }
        }
        return new LogText(
                log.strip().contains("ansi"),
                log.strip().contains("nul"),
                log.prefix().map(text -> LinePattern.compile(place + " log.prefix", text)));
    }

    /** The cleaned text of one line without its end. */
    public String clean(String raw) {
        String text = ansi ? ANSI.matcher(raw).replaceAll("") : raw;
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && kept.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (!dropped(c)) {
                kept.append(c);
            }
        }
        int last = kept.length() - 1;
        if (last == LONGEST - 1 && Character.isHighSurrogate(kept.charAt(last))) {
            kept.setLength(last);
        }
        String line = kept.toString();
        return prefix.map(pattern -> pattern.cutFromStart(line)).orElse(line);
    }

    private boolean dropped(char c) {
        if (c == 0) {
            return nul;
        }
        if (c == '\u001b') {
            return ansi;
        }
        return c == '\uFEFF' || (Character.isISOControl(c) && c != '\t');
    }
}
