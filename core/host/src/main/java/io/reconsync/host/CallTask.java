// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ReconException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One call on its way through a thread of a plugin. The caller waits for {@link #result}; whatever ends the wait first
 * wins. Keeps nothing of the plugin once it is over.
 */
final class CallTask<R> implements Runnable {
    private final Masked masked;
    private final String what;
    private final Runnable ended;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Callable<R> body;
    private ClassLoader loader;
    private Thread thread;
    private boolean interrupted;

    CallTask(Masked masked, String what, ClassLoader loader, Callable<R> body, Runnable ended) {
        this.masked = masked;
        this.what = what;
        this.loader = loader;
        this.body = body;
        this.ended = ended;
    }

    @Override
    public void run() {
        R value = null;
        ReconException error = null;
        Callable<R> work = begin();
        if (work != null) {
            try {
                value = work.call();
            } catch (Throwable e) { // the boundary: whatever a plugin throws ends here and is named
                error = masked.convert(what, e);
            }
        }
        end();
        if (error == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(error);
        }
    }

    private synchronized Callable<R> begin() {
        Callable<R> work = interrupted ? null : body;
        body = null;
        thread = Thread.currentThread();
        thread.setContextClassLoader(loader);
        loader = null;
        return work;
    }

    private void end() {
        synchronized (this) {
            Thread.currentThread().setContextClassLoader(null);
            thread = null;
            Thread.interrupted();
        }
        over.countDown();
        ended.run();
    }

    CompletableFuture<R> result() {
        return result;
    }

    /** Interrupts the call, or keeps it from beginning. */
    synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Gives the caller an answer now and interrupts the call. */
    void leave(ReconException error) {
        result.completeExceptionally(error);
        interrupt();
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }
}
