// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Jobs: whatever changes something. */
@Export
@Version("0.1.0")
package io.reconsync.contract.jobs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
