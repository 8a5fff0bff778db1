// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Games: adapters, their profiles, the server that a call is about, queries, consoles, log lines. */
@Export
@Version("1.0.0")
package io.reconsync.api.game;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
