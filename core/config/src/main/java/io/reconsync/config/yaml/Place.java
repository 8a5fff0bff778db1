// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

/**
 * A place in a file.
 *
 * @param line from 1; 0 for the whole file
 * @param column from 1
 */
public record Place(int line, int column) {
    /** The whole file. */
    public static final Place WHOLE = new Place(0, 0);
}
