// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Notifiers: how an incident reaches people. */
@Export
@Version("1.0.0")
package io.reconsync.api.alert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
