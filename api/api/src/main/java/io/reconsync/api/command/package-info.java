// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Commands: declared once, offered by shell, Discord and REST alike. */
@Export
@Version("1.0.0")
package io.reconsync.api.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
