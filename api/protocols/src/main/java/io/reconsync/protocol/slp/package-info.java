// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** How Minecraft servers are asked: Server List Ping, GS4 query, and the ping of the Bedrock edition. */
@Export
@Version("1.0.0")
package io.reconsync.protocol.slp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
