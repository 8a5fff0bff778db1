// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The boundary to plugins, their documents and their life. */
@Export
@Version("0.1.0")
package io.reconsync.contract.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
