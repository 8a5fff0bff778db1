// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The link's tables. */
package io.reconsync.link.store;
