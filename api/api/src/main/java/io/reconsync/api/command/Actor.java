// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

/**
 * Who does something.
 *
 * @param name for people and the audit: the user of the machine, a Discord id, the schedule's name
 * @param tier what that is worth
 * @param surface where it came from
 */
public record Actor(String name, Tier tier, Surface surface) {}
