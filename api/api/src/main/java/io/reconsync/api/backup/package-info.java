// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Backup destinations: where the blobs of a backup go. */
@Export
@Version("1.0.0")
package io.reconsync.api.backup;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
