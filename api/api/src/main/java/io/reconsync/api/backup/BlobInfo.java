// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import java.util.Optional;

/**
 * A stored blob.
 *
 * @param name its name
 * @param length in bytes
 * @param sha256 lower-case hex, where the destination keeps it
 */
public record BlobInfo(BlobName name, long length, Optional<String> sha256) {}
