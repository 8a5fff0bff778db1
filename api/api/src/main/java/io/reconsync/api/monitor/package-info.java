// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Monitors: probes that look at a server and say what they found. */
@Export
@Version("1.0.0")
package io.reconsync.api.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
