// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** Keys, certificates, tokens. */
package io.reconsync.link.identity;
