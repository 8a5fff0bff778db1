// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.util.Collections;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What bundles say through OSGi's LogService goes to the log, also what they said before this listened. */
final class ServiceLog extends ServiceTracker<LogReaderService, LogReaderService> implements LogListener {
    ServiceLog(BundleContext context) {
        super(context, LogReaderService.class, null);
    }

    @Override
    public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
        LogReaderService reader = super.addingService(reference);
        Collections.list(reader.getLog()).forEach(this::logged);
        reader.addLogListener(this);
        return reader;
    }

    @Override
    public void logged(LogEntry entry) {
        LogLevel level = entry.getLogLevel();
        boolean event = entry.getLoggerName() != null && entry.getLoggerName().startsWith("Events.");
        if (event || level == LogLevel.DEBUG || level == LogLevel.TRACE) {
            return;
        }
        String name = entry.getBundle() == null ? "osgi" : entry.getBundle().getSymbolicName();
        Logger log = LoggerFactory.getLogger(name);
        switch (level) {
            case WARN -> log.warn(entry.getMessage(), entry.getException());
            case ERROR -> log.error(entry.getMessage(), entry.getException());
            default -> log.info(entry.getMessage(), entry.getException());
        }
    }
}
