// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;

/** The files that together are one saved world, in one game's layout. */
public interface WorldSet {
    /** Reads every file of the set and judges it. Changes nothing below the set's folder. */
    Checked check() throws IOException;
}
