// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Commands, alerts and the status message in Discord. */
package io.reconsync.discord;
