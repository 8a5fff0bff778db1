// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Levels that go back to what they were. Setting one twice goes back to what was before the first time. */
final class LogLevels implements AutoCloseable {
    private final Map<String, Change> changes = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    LogLevels() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "log-levels");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    synchronized void set(Logger logger, Level level, Duration revertAfter) {
        Change former = changes.remove(logger.getName());
        if (former != null) {
            former.revert().cancel(false);
        }
        Level original = former != null ? former.original() : logger.getLevel();
        logger.setLevel(level);
        if (!revertAfter.isZero()) {
            Future<?> revert =
                    timer.schedule(() -> revert(logger, original), revertAfter.toMillis(), TimeUnit.MILLISECONDS);
            changes.put(logger.getName(), new Change(original, revert));
        }
    }

    private synchronized void revert(Logger logger, Level original) {
        changes.remove(logger.getName());
        logger.setLevel(original);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private record Change(Level original, Future<?> revert) {}
}
