// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The process of a server. */
package io.reconsync.servers.process;
