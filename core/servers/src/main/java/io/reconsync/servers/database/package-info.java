// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Databases of live games. */
package io.reconsync.servers.database;
