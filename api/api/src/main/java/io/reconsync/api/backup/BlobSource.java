// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** The bytes of a blob to be stored. Can be opened again and again, so that a put can be retried. */
@ProviderType
public interface BlobSource {
    /** The exact length in bytes. */
    long length();

    /** SHA-256 of the bytes, lower-case hex. */
    String sha256();

    /** A fresh stream over all bytes; the caller closes it. */
    InputStream open() throws IOException;
}
