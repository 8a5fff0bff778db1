// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.command.Actor;
import io.reconsync.link.frame.Body;

/**
 * A command that changes something, on its way to an agent or there.
 *
 * @param id UUIDv7; the agent knows it by this
 * @param agent its agent's id
 * @param server whose; empty for none
 * @param command for people
 * @param actor who asked
 * @param state where it stands
 * @param job our job that follows it; empty for none yet
 * @param answer what the agent said last
 * @param expires milliseconds; an agent that gets it later refuses it
 */
record Order(
        String id,
        String agent,
        String guild,
        String server,
        String command,
        Actor actor,
        State state,
        String job,
        Body answer,
        long expires) {
    enum State {
        /** In the outbox, or at the agent and not yet answered. */
        SENT,
        /** Refused with an error; a result. */
        REFUSED,
        /** Done at once, without a job; a result. */
        DONE,
        /** A job at the agent. */
        TAKEN,
        /** That job has its result; a result. */
        OVER,
        /** The agent has lost its store meanwhile; a result. */
        LOST;

        boolean isResult() {
            return this != SENT && this != TAKEN;
        }
    }
}
