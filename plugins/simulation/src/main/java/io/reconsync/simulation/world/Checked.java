// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

/**
 * A set that was read.
 *
 * @param main the world's main file, or null when it is torn or absent
 */
public record Checked(Verdict verdict, WorldImage main) {}
