// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Agents as a bot sees them, and an agent's own side of the link. */
@Export
@Version("0.1.0")
package io.reconsync.contract.fleet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
