// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The control socket: where it is and how a frame looks. Both ends, launcher and shell, use it. */
@Export
@Version("0.1.0")
package io.reconsync.contract.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
