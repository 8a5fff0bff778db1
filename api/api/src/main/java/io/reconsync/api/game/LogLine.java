// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.time.Instant;

/**
 * A line of a server's log, without prefix and control codes as far as the profile strips them.
 *
 * @param seen when it was read
 * @param text without line end, at most 4096 characters
 */
public record LogLine(Instant seen, String text) {}
