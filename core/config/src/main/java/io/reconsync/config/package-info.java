// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The configuration in force: read, checked, watched. */
package io.reconsync.config;
