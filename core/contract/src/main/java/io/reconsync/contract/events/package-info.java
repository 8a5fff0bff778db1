// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Events between rooms. */
@Export
@Version("0.1.0")
package io.reconsync.contract.events;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
