// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

/** Where a command came from. */
public enum Surface {
    /** Command line or interactive shell on the machine. */
    SHELL,
    /** Discord. */
    DISCORD,
    /** HTTP. */
    REST,
    /** A schedule. */
    SCHEDULE,
    /** The action of an alert rule. */
    ALERT
}
