// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The sandbox's adapter and commands. */
package io.reconsync.sandbox;
