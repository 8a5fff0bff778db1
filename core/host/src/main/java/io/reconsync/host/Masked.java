// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ReconException;
import io.reconsync.contract.runtime.SecretMasks;
import java.io.IOException;

/**
 * Turns what a plugin throws into errors that keep nothing of the plugin: a throwable holds the classes of every frame
 * of its stack, so it is copied as text. To be called where no frame of the plugin is on the stack.
 *
 * @param plugin for the sentences
 * @param masks keeps secrets out of them
 */
record Masked(String plugin, SecretMasks masks) {
    private static final int DEEPEST = 8;

    /** What is left of a foreign throwable: its name and message as text, and where it came from. */
    static final class Remains extends Exception {
        private static final long serialVersionUID = 1L;

        Remains(String text, StackTraceElement[] stack, Remains cause) {
            super(text, cause, false, true);
            setStackTrace(stack);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    ReconException convert(String what, Throwable thrown) {
        if (thrown instanceof ReconException error) {
            ReconException copy = new ReconException(
                    error.code(),
                    error.owner(),
                    masks.mask(String.valueOf(error.getMessage())),
                    masks.mask(error.nextStep()),
                    error.retryAfter().orElse(null),
                    remains(error.getCause(), 0));
            copy.setStackTrace(error.getStackTrace());
            return copy;
        }
        Remains remains = remains(thrown, 0);
        return thrown instanceof IOException
                ? PluginText.failedIo(plugin, what, remains.getMessage(), remains)
                : PluginText.failed(plugin, what, remains.getMessage(), remains);
    }

    private Remains remains(Throwable thrown, int depth) {
        if (thrown == null || depth > DEEPEST) {
            return null;
        }
        try {
            return new Remains(describe(thrown), thrown.getStackTrace(), remains(thrown.getCause(), depth + 1));
        } catch (Throwable e) { // hostile methods of an exception must not replace the error that they belong to
            return new Remains(thrown.getClass().getSimpleName(), new StackTraceElement[0], null);
        }
    }

    private String describe(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return masks.mask(message == null || message.isBlank() ? name : name + ": " + message.strip());
    }
}
