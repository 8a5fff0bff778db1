// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

/** An end of the command line with a sentence and an exit code; never with a stack trace. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int exit;
    private final String nextStep;

    Refusal(int exit, String code, String message, String nextStep) {
        this(exit, code, message, nextStep, null);
    }

    Refusal(int exit, String code, String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.exit = exit;
        this.nextStep = nextStep;
    }

    String code() {
        return code;
    }

    int exit() {
        return exit;
    }

    String nextStep() {
        return nextStep;
    }

    String sentence() {
        return getMessage() + " " + nextStep;
    }
}
