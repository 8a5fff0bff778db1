// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The one JSON codec. */
package io.reconsync.config.json;
