// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The process: its home, role, readiness, log. Offered by the launcher. */
@Export
@Version("0.1.0")
package io.reconsync.contract.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
