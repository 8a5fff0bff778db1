// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The log of a server. */
package io.reconsync.servers.log;
