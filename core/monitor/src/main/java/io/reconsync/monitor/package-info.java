// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** From probes to findings, health states, restarts, incidents and their delivery. */
package io.reconsync.monitor;
