// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Threads of one bundle. At most 8 tasks run at once, at most 256 wait; more are refused with
 * {@link java.util.concurrent.RejectedExecutionException}. The context class loader of a task is the bundle's.
 */
@ProviderType
public interface PluginExecutor {
    /** Runs a task once. Cancel interrupts it. */
    <T> Future<T> submit(Callable<T> task);

    /** Runs a task again and again, {@code every} after the end of the last run, until cancelled or the bundle leaves. */
    Registration repeat(Duration every, Runnable task);
}
