// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Ways for texts from one end to the other: in memory, WebSocket. */
package io.reconsync.link.transport;
