// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Console and query of a server. */
package io.reconsync.servers.session;
