// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The WebSocket console of Rust ({@code +rcon.web 1}). */
@Export
@Version("1.0.0")
package io.reconsync.protocol.webrcon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
