// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Commands as every surface sees them. */
@Export
@Version("0.1.0")
package io.reconsync.contract.commands;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
