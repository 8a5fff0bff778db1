// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.BooleanSupplier;
import org.slf4j.Marker;

/**
 * Lets only the launcher speak once a start was given up: the sentence has been said then, and what the framework reports
 * about components that miss the one that failed would bury it.
 */
final class AloneFilter extends TurboFilter {
    private static final String OWN = AloneFilter.class.getPackageName() + ".";

    private final BooleanSupplier givenUp;

    AloneFilter(BooleanSupplier givenUp) {
        this.givenUp = givenUp;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        boolean other = !logger.getName().startsWith(OWN) && level.isGreaterOrEqual(Level.INFO);
        return other && givenUp.getAsBoolean() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
