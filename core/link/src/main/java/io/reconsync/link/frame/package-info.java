// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** What is said over a link: one JSON object per message. */
package io.reconsync.link.frame;
