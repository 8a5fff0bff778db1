// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.runtime.LogControl;
import io.reconsync.contract.runtime.SecretMasks;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** The log of this process: {@code logs/reconsync.log}, at most six files of 10 MB, and the newest entries in memory. */
final class ProcessLog implements LogControl, AutoCloseable {
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final FileSize FILE_SIZE = FileSize.valueOf("10MB");
    private static final int OLD_FILES = 5;

    private final LoggerContext context;
    private final LogLines lines;
    private final LogRing ring;
    private final LogLevels levels = new LogLevels();

    private ProcessLog(LoggerContext context, LogLines lines) {
        this.context = context;
        this.lines = lines;
        this.ring = new LogRing(lines);
    }

    /** Opens the log; {@code console}: on standard output too. */
    static ProcessLog open(Path logs, SecretMasks masks, boolean console) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ProcessLog log = new ProcessLog(context, new LogLines(masks));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        // It announces its own parts; who listens where is said by whoever makes it listen.
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        log.lines.setContext(context);
        log.lines.start();
        root.addAppender(log.started(log.ring));
        root.addAppender(log.file(logs));
        if (console) {
            // Not System.out: Gogo redirects that by thread, into the pipes of its commands.
            OutputStreamAppender<ILoggingEvent> out = new OutputStreamAppender<>();
            out.setEncoder(log.encoder());
            out.setOutputStream(new FileOutputStream(FileDescriptor.out));
            root.addAppender(log.started(out));
        }
        return log;
    }

    /** As soon as this holds only the launcher is heard. */
    void aloneWhen(BooleanSupplier givenUp) {
        context.addTurboFilter(new AloneFilter(givenUp));
    }

    private RollingFileAppender<ILoggingEvent> file(Path logs) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(logs.resolve("reconsync.log").toString());
        file.setEncoder(encoder());
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(logs.toString().replace("%", "\\%") + "/reconsync.%i.log");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FILE_SIZE);
        size.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(size);
        return started(file);
    }

    private LayoutWrappingEncoder<ILoggingEvent> encoder() {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(lines);
        encoder.start();
        return encoder;
    }

    private <A extends Appender<ILoggingEvent>> A started(A appender) {
        appender.setContext(context);
        appender.start();
        return appender;
    }

    @Override
    public List<Entry> tail(int count, String level) {
        return ring.tail(count, known(level));
    }

    @Override
    public AutoCloseable follow(Consumer<Entry> listener) {
        return ring.follow(listener);
    }

    @Override
    public void level(String logger, String level, Duration revertAfter) {
        Level wanted = known(level);
        Logger target = context.getLogger(logger.isEmpty() ? org.slf4j.Logger.ROOT_LOGGER_NAME : logger);
        Level before = target.getLevel();
        levels.set(target, wanted, revertAfter);
        LoggerFactory.getLogger(ProcessLog.class)
                .info("The level of logger {} is {} now, it was {}.", target.getName(), wanted, before);
    }

    private static Level known(String level) {
        String name = level.toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(name)) {
            throw new ReconException(
                    "log-level-unknown",
                    ErrorOwner.USER,
                    "There is no log level '" + level + "'.",
                    "Use one of " + String.join(", ", LEVELS) + ".");
        }
        return Level.toLevel(name);
    }

    /** Writes what is left and closes the files. */
    @Override
    public void close() {
        levels.close();
        context.stop();
    }
}
