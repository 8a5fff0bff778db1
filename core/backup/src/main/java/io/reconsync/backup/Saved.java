// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

/**
 * How a game was asked to bring its world to rest, and what it said.
 *
 * @param confirmed a save finished after we had asked, or no process runs
 * @param reason one sentence
 */
record Saved(boolean confirmed, String reason) {}
