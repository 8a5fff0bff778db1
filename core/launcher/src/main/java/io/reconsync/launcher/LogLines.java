// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.reconsync.contract.runtime.SecretMasks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One event as text, masked: moment in UTC, level, logger, message, throwable. Control characters are made visible and
 * further lines are indented, so that nobody's text can pass for a line of ours.
 */
final class LogLines extends LayoutBase<ILoggingEvent> {
    private final SecretMasks masks;

    LogLines(SecretMasks masks) {
        this.masks = masks;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        Instant at = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
        return String.format("%s %-5s %s  ", at, event.getLevel(), shortened(event.getLoggerName()))
                + text(event)
                + System.lineSeparator();
    }

    /** Message and throwable, masked, without control characters. */
    String text(ILoggingEvent event) {
        String text = String.valueOf(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            text += "\n"
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
        }
        return visible(masks.mask(text));
    }

    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append(System.lineSeparator()).append("    ");
            } else if (c == '\t') {
                out.append("  ");
            } else if (c != '\r' && (c < ' ' || c >= 0x7f && c < 0xa0)) {
                out.append(String.format("\\x%02x", (int) c));
            } else if (c != '\r') {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String shortened(String logger) {
        return logger.startsWith("io.reconsync.") ? logger.substring("io.reconsync.".length()) : logger;
    }
}
