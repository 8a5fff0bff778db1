// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The database of an installation, with SQLite, and the events kept in it. */
package io.reconsync.store;
