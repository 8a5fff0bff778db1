// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The destination that is a folder. */
package io.reconsync.backup.local;
