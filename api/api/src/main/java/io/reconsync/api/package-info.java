// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Errors, deadlines, secrets, paths and settings: the small vocabulary that every other api package uses. */
@Export
@Version("1.0.0")
package io.reconsync.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
