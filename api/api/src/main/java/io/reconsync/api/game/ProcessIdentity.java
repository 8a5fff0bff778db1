// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.time.Instant;

/**
 * A process. The start time tells it from a later one with the same number.
 *
 * @param pid the process id
 * @param started when it started, as the operating system says
 */
public record ProcessIdentity(long pid, Instant started) {}
