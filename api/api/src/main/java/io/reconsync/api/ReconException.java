// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The one error of the api. It is data: a stable code, who has to act, one sentence that says what happened and where,
 * and one sentence that says what to do now. Messages never contain secrets and never a stack trace.
 *
 * <pre>{@code
 * throw new ReconException("console-password-wrong", ErrorOwner.USER,
 *         "The console at 127.0.0.1:27020 refused the password.",
 *         "Set console.password in conf/servers/ark-island.yaml to the server's admin password.");
 * }</pre>
 *
 * Immutable and safe to pass between threads.
 */
public final class ReconException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final ErrorOwner owner;
    private final String nextStep;
    private final Duration retryAfter;

    /** As {@link #ReconException(String, ErrorOwner, String, String, Duration, Throwable)} without retry and cause. */
    public ReconException(String code, ErrorOwner owner, String message, String nextStep) {
        this(code, owner, message, nextStep, null, null);
    }

    /** As {@link #ReconException(String, ErrorOwner, String, String, Duration, Throwable)} without retry. */
    public ReconException(String code, ErrorOwner owner, String message, String nextStep, Throwable cause) {
        this(code, owner, message, nextStep, null, cause);
    }

    /**
     * @param code stable, lower case with dashes, at most 64 characters; scripts compare it
     * @param owner who has to act
     * @param message what happened and where, one sentence
     * @param nextStep what to do now, one sentence
     * @param retryAfter the earliest moment from now at which a retry makes sense; null when a retry cannot help
     * @param cause may be null; only ever logged
     */
    public ReconException(
            String code, ErrorOwner owner, String message, String nextStep, Duration retryAfter, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.owner = Objects.requireNonNull(owner, "owner");
        this.nextStep = Objects.requireNonNull(nextStep, "nextStep");
        this.retryAfter = retryAfter;
    }

    /** The stable code, for example {@code disk-full}. */
    public String code() {
        return code;
    }

    /** Who has to act. */
    public ErrorOwner owner() {
        return owner;
    }

    /** What to do now, one sentence. */
    public String nextStep() {
        return nextStep;
    }

    /** When a retry makes sense at the earliest; empty when a retry cannot help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Message and next step in one line, as shown to people. */
    public String sentence() {
        return getMessage() + " " + nextStep;
    }
}
