// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Backups of worlds: taken, stored, verified, kept for a while, and brought back. */
package io.reconsync.backup;
