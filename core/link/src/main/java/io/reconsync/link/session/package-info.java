// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** One protocol for both ends: order, acknowledgement, signs of life. */
package io.reconsync.link.session;
