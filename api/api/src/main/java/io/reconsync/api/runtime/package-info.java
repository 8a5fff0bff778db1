// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** What core gives to a bundle: threads, clock, folders, state, secrets, network clients. */
@Export
@Version("1.0.0")
package io.reconsync.api.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
