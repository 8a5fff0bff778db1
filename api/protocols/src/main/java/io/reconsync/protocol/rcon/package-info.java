// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The Source RCON console over TCP, as ARK, Minecraft, PowerNukkit and Source servers speak it. */
@Export
@Version("1.0.0")
package io.reconsync.protocol.rcon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
