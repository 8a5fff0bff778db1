// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import java.util.OptionalLong;

/**
 * What a destination can do.
 *
 * @param atomicReplace a put over an existing name shows the old or the new blob, never neither
 * @param consistentList a list shows every put that returned before it began
 * @param maxBlob the largest blob in bytes
 * @param freeBytes how much fits at the moment, where that can be said
 * @param deleteAllowed whether delete works; false for write-once stores
 */
public record DestinationCapabilities(
        boolean atomicReplace, boolean consistentList, long maxBlob, OptionalLong freeBytes, boolean deleteAllowed) {}
