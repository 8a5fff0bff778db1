// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The validated configuration. */
@Export
@Version("0.1.0")
package io.reconsync.contract.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
