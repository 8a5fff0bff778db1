// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Incidents to webhooks. */
package io.reconsync.webhook;
