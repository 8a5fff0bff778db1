// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import java.util.regex.Pattern;

/**
 * The name of a blob: 1 to 8 parts of {@code [a-z0-9._-]} joined by {@code /}; at most 240 characters; no part is
 * {@code .} or {@code ..} or starts with a dot. So it is safe as a path everywhere.
 *
 * @param value the name
 */
public record BlobName(String value) implements Comparable<BlobName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*){0,7}");

    public BlobName {
        if (value.length() > 240 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not the name of a blob.");
        }
    }

    @Override
    public int compareTo(BlobName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
