// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

/** The state of a server's health, derived by core from findings; each comes with an explanation. */
public enum HealthState {
    /** No process, and that is as wanted or as left by a clean stop. */
    STOPPED,
    /** A process that has not shown its ready marker yet. */
    STARTING,
    /** Ready, and the probes answer. */
    RUNNING,
    /** Ready, and some probes fail. */
    DEGRADED,
    /** A live process in which every probe has failed for the whole threshold. */
    HUNG,
    /** A stop that was asked for is under way. */
    STOPPING,
    /** The process has gone and nobody had asked for that. */
    CRASHED,
    /** Crashed so often that no further restart is tried. */
    CRASH_LOOP,
    /** Nothing can be said, for example because the adapter is missing. */
    UNKNOWN
}
