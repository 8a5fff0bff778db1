// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The session with Discord, for bot/discord only. */
@Export
@Version("1.0.0")
package io.reconsync.jda;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
