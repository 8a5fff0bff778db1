// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The configured game servers. */
package io.reconsync.servers;
