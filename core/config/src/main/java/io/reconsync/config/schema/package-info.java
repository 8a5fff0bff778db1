// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** JSON Schema, as far as configuration needs it, with sentences. */
package io.reconsync.config.schema;
