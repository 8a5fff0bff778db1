// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
/** The bot's end. */
package io.reconsync.link.bot;
