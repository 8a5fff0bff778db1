// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Follows the log files of a game and turns their lines into events, in linear time and bounded memory. */
@Export
@Version("1.0.0")
package io.reconsync.protocol.log;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
