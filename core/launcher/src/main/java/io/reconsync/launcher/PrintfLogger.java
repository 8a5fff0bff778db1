// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.util.Locale;
import org.osgi.service.log.FormatterLogger;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** As {@link BundleLogger}, for messages in the manner of printf. */
final class PrintfLogger extends BundleLogger implements FormatterLogger {
    private final Logger log;

    PrintfLogger(Logger log, String name) {
        super(log, name);
        this.log = log;
    }

    @Override
    void say(Level level, String format, Object... arguments) {
        if (log.isEnabledForLevel(level)) {
            Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
            String message = String.format(Locale.ROOT, format, arguments);
            super.say(level, "{}", message, last instanceof Throwable ? last : null);
        }
    }
}
