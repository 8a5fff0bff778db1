// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Stand-ins for what core gives to plugins. */
package io.reconsync.testkit.fake;
