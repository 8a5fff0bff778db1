// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** What can be said about an installation without running it. */
package io.reconsync.config.check;
