// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** OSGi's LogService: what bundles say through it goes to the process's log, under the name of the bundle. */
final class BundleLogService implements ServiceFactory<LogService> {
    void register(BundleContext context) {
        context.registerService(new String[] {LogService.class.getName(), LoggerFactory.class.getName()}, this, null);
    }

    @Override
    public LogService getService(Bundle bundle, ServiceRegistration<LogService> registration) {
        return new OfBundle(bundle);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<LogService> registration, LogService service) {
        // There is nothing to give back.
    }

    private record OfBundle(Bundle bundle) implements LogService {
        private static org.slf4j.Logger log(Bundle bundle) {
            return org.slf4j.LoggerFactory.getLogger(bundle == null ? "osgi" : bundle.getSymbolicName());
        }

        @Override
        public Logger getLogger(String name) {
            return getLogger(bundle, name, Logger.class);
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return getLogger(bundle, type.getName(), Logger.class);
        }

        @Override
        public <L extends Logger> L getLogger(String name, Class<L> kind) {
            return getLogger(bundle, name, kind);
        }

        @Override
        public <L extends Logger> L getLogger(Class<?> type, Class<L> kind) {
            return getLogger(bundle, type.getName(), kind);
        }

        @Override
        public <L extends Logger> L getLogger(Bundle of, String name, Class<L> kind) {
            if (kind == Logger.class) {
                return kind.cast(new BundleLogger(log(of), name));
            }
            if (kind == FormatterLogger.class) {
                return kind.cast(new PrintfLogger(log(of), name));
            }
            throw new IllegalArgumentException(kind + " is no kind of logger.");
        }

        @Override
        public void log(int level, String message) {
            log(null, level, message, null);
        }

        @Override
        public void log(int level, String message, Throwable thrown) {
            log(null, level, message, thrown);
        }

        @Override
        public void log(ServiceReference<?> service, int level, String message) {
            log(service, level, message, null);
        }

        @Override
        public void log(ServiceReference<?> service, int level, String message, Throwable thrown) {
            switch (level) {
                case LOG_ERROR -> log(bundle).error(message, thrown);
                case LOG_WARNING -> log(bundle).warn(message, thrown);
                default -> log(bundle).debug(message, thrown);
            }
        }
    }
}
