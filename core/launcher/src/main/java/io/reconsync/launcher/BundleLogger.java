// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.event.Level;

/**
 * A logger of OSGi's that writes to the process's log. As OSGi's own default has it, warnings and errors are shown; what
 * bundles tell about themselves counts as detail.
 */
class BundleLogger implements Logger {
    private final org.slf4j.Logger log;
    private final String name;

    /** @param name as the bundle calls this logger */
    BundleLogger(org.slf4j.Logger log, String name) {
        this.log = log;
        this.name = name;
    }

    /** Writes the arguments in the places of {@code {}}; a last argument that was thrown is shown with its trace. */
    void say(Level level, String format, Object... arguments) {
        switch (level) {
            case ERROR -> log.error(format, arguments);
            case WARN -> log.warn(format, arguments);
            case INFO -> log.info(format, arguments);
            case DEBUG -> log.debug(format, arguments);
            default -> log.trace(format, arguments);
        }
    }

    private <E extends Exception> void lazily(Level level, LoggerConsumer<E> consumer) throws E {
        if (log.isEnabledForLevel(level)) {
            consumer.accept(this);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public void trace(String message) {
        log.trace(message);
    }

    @Override
    public void trace(String format, Object argument) {
        say(Level.TRACE, format, argument);
    }

    @Override
    public void trace(String format, Object first, Object second) {
        say(Level.TRACE, format, first, second);
    }

    @Override
    public void trace(String format, Object... arguments) {
        say(Level.TRACE, format, arguments);
    }

    @Override
    public <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
        lazily(Level.TRACE, consumer);
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }

    @Override
    public void debug(String format, Object argument) {
        say(Level.DEBUG, format, argument);
    }

    @Override
    public void debug(String format, Object first, Object second) {
        say(Level.DEBUG, format, first, second);
    }

    @Override
    public void debug(String format, Object... arguments) {
        say(Level.DEBUG, format, arguments);
    }

    @Override
    public <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
        lazily(Level.DEBUG, consumer);
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void info(String message) {
        log.debug(message);
    }

    @Override
    public void info(String format, Object argument) {
        say(Level.DEBUG, format, argument);
    }

    @Override
    public void info(String format, Object first, Object second) {
        say(Level.DEBUG, format, first, second);
    }

    @Override
    public void info(String format, Object... arguments) {
        say(Level.DEBUG, format, arguments);
    }

    @Override
    public <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
        lazily(Level.DEBUG, consumer);
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void warn(String format, Object argument) {
        say(Level.WARN, format, argument);
    }

    @Override
    public void warn(String format, Object first, Object second) {
        say(Level.WARN, format, first, second);
    }

    @Override
    public void warn(String format, Object... arguments) {
        say(Level.WARN, format, arguments);
    }

    @Override
    public <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
        lazily(Level.WARN, consumer);
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void error(String message) {
        log.error(message);
    }

    @Override
    public void error(String format, Object argument) {
        say(Level.ERROR, format, argument);
    }

    @Override
    public void error(String format, Object first, Object second) {
        say(Level.ERROR, format, first, second);
    }

    @Override
    public void error(String format, Object... arguments) {
        say(Level.ERROR, format, arguments);
    }

    @Override
    public <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
        lazily(Level.ERROR, consumer);
    }

    @Override
    public void audit(String message) {
        log.info(message);
    }

    @Override
    public void audit(String format, Object argument) {
        say(Level.INFO, format, argument);
    }

    @Override
    public void audit(String format, Object first, Object second) {
        say(Level.INFO, format, first, second);
    }

    @Override
    public void audit(String format, Object... arguments) {
        say(Level.INFO, format, arguments);
    }
}
