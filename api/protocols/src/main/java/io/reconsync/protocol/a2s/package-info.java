// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Source A2S queries over UDP: INFO, PLAYER and RULES, with challenges and split packets. */
@Export
@Version("1.0.0")
package io.reconsync.protocol.a2s;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
