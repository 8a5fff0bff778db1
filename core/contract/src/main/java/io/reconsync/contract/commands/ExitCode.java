// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.commands;

/** Exit codes of the command line. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** It failed; the message says why. */
    public static final int FAILED = 1;
    /** The line is not a valid command. */
    public static final int USAGE = 2;
    /** No instance runs here. */
    public static final int NOT_RUNNING = 3;
    /** Not allowed. */
    public static final int DENIED = 4;
    /** Something found is not as it should be (check, verify, status with a server down). */
    public static final int FINDINGS = 5;
    /** The wait ended, the job goes on; its id was printed. */
    public static final int DETACHED = 6;
    /** An instance runs here already. */
    public static final int ALREADY_RUNNING = 7;
    /** The configuration is not usable. */
    public static final int CONFIG = 78;

    private ExitCode() {}
}
