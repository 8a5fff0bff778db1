// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** What the framework itself has to say goes to the log. */
final class FrameworkLog extends Logger implements FrameworkListener {
    private final org.slf4j.Logger log = LoggerFactory.getLogger("osgi.framework");

    @Override
    protected void doLog(Bundle bundle, ServiceReference service, int level, String message, Throwable thrown) {
        say(bundle, level, message, thrown);
    }

    @Override
    protected void doLog(int level, String message, Throwable thrown) {
        say(null, level, message, thrown);
    }

    private void say(Bundle bundle, int level, String message, Throwable thrown) {
        String text = bundle == null ? message : bundle.getSymbolicName() + ": " + message;
        switch (level) {
            case LOG_ERROR -> log.error(text, thrown);
            case LOG_WARNING -> log.warn(text, thrown);
            case LOG_INFO -> log.info(text, thrown);
            default -> log.debug(text, thrown);
        }
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        String bundle = event.getBundle() == null ? "?" : event.getBundle().getSymbolicName();
        if (event.getType() == FrameworkEvent.ERROR) {
            log.error("The framework reports an error in bundle {}.", bundle, event.getThrowable());
        } else if (event.getType() == FrameworkEvent.WARNING) {
            log.warn("The framework reports a warning about bundle {}.", bundle, event.getThrowable());
        }
    }
}
