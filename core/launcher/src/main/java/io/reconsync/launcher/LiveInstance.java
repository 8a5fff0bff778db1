// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleException;
import org.slf4j.LoggerFactory;

/** An instance in this process, from the lock on its home to the last line of its log. */
final class LiveInstance implements AutoCloseable {
    /** How long an orderly end may take. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final HomeLock lock;
    private final ProcessLog log;
    private final RunningInstance instance;
    private final OsgiFramework framework;
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    private LiveInstance(HomeLock lock, ProcessLog log, RunningInstance instance, OsgiFramework framework) {
        this.lock = lock;
        this.log = log;
        this.instance = instance;
        this.framework = framework;
    }

    /**
     * Starts.
     *
     * @param console the log goes to standard output too
     * @param first done once the home is ours and before anything reads it
     */
    static LiveInstance start(Program program, Role role, Home home, boolean console, Runnable first) {
        HomeFolders folders = new HomeFolders(home);
        folders.prepare(program);
        HomeLock lock = HomeLock.take(home);
        folders.checkFormat();
        first.run();
        new SocketPlace(System.getenv()).prepare(home);
        Masks masks = new Masks();
        ProcessLog log = ProcessLog.open(home.logs(), masks, console);
        new NativeFolder(home.natives()).prepare();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> LoggerFactory.getLogger(LiveInstance.class)
                .error("The thread {} ended with an error.", thread.getName(), thrown));
        LoggerFactory.getLogger(LiveInstance.class)
                .info(
                        "ReconSync {} ({}) starts in {} on Java {}.",
                        program.version(),
                        role,
                        home.root(),
                        Runtime.version());
        RunningInstance instance = new RunningInstance(program, role, home);
        log.aloneWhen(instance::givenUp);
        Beside.begin(instance);
        try {
            return new LiveInstance(lock, log, instance, OsgiFramework.start(program, instance, log, masks));
        } catch (BundleException | IOException e) {
            throw new Refusal(
                    1,
                    "framework-failed",
                    "The framework did not start: " + e.getMessage() + ".",
                    "Look into " + home.logs() + "; deleting " + home.cache() + " is always allowed.",
                    e);
        }
    }

    RunningInstance instance() {
        return instance;
    }

    OsgiFramework framework() {
        return framework;
    }

    /**
     * From now on a signal to this process means an orderly end with exit code 0; the process is gone at the latest a
     * moment after the limit, with exit code 1 when it had to be cut short.
     */
    void endOnSignal(Duration limit) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (closed.isDone()) {
                                return; // The process ends of its own accord and has its exit code already.
                            }
                            instance.stop("a signal asked for it");
                            Runtime.getRuntime().halt(awaitClosed(limit) ? 0 : 1);
                        },
                        "end-on-signal"));
    }

    /** After {@link #close}: whether everything ended in time. */
    boolean endedInOrder() {
        return closed.getNow(false);
    }

    private boolean awaitClosed(Duration limit) {
        try {
            return closed.get(limit.toSeconds() + 2, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        boolean orderly = false;
        try {
            orderly = framework.stop(STOP_LIMIT);
            if (!orderly) {
                LoggerFactory.getLogger(LiveInstance.class)
                        .error("Not everything ended within {} s; the rest is cut short.", STOP_LIMIT.toSeconds());
            }
            SocketPlace.remove(instance.home());
        } catch (BundleException | IOException e) {
            LoggerFactory.getLogger(LiveInstance.class).warn("The end was not orderly.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LoggerFactory.getLogger(LiveInstance.class).info("ReconSync has ended.");
            log.close();
            lock.close();
            closed.complete(orderly);
        }
    }
}
