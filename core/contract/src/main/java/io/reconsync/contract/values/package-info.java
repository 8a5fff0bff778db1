// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Small value code that several rooms need: ids, durations and sizes as text, names of files as bytes. */
@Export
@Version("0.1.0")
package io.reconsync.contract.values;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
