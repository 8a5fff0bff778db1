// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The agent's end. */
package io.reconsync.link.agent;
