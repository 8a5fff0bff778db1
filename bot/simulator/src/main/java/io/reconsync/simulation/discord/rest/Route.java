// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

/** Answers one operation. Called with the world's lock held. */
@FunctionalInterface
interface Route {
    Answer answer(Request request);
}
