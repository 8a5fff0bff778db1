// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Trees as settings and records. */
package io.reconsync.config.bind;
