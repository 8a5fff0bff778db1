// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Closes what has done its work, where a failure to close changes nothing. */
public final class Closing {
    private Closing() {}

    /** Closes in this thread; what went wrong, if anything, is given back for the log. Keeps an interrupt. */
    public static Optional<String> quietly(AutoCloseable thing) {
        FutureTask<Void> closing = new FutureTask<>(() -> {
            thing.close();
            return null;
        });
        closing.run();
        boolean interrupted = Thread.interrupted();
        try {
            closing.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            interrupted = true;
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
