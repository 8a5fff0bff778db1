// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Line consoles over TCP, as 7 Days to Die has one: telnet without negotiation, with the log in between. */
@Export
@Version("1.0.0")
package io.reconsync.protocol.line;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
