// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

/**
 * The beginning of blob names; empty for all.
 *
 * @param value compared with the beginning of the whole name
 */
public record BlobPrefix(String value) {
    /** Whether this name starts so. */
    public boolean covers(BlobName name) {
        return name.value().startsWith(value);
    }
}
