// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * A password, token or key. Prints as {@code ***} wherever it ends up by accident; {@link #reveal()} is the only way
 * to its value and belongs into the last line before the wire. Immutable and thread-safe.
 */
public final class Secret {
    /** A secret of length zero. */
    public static final Secret EMPTY = new Secret(new char[0]);

    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** A secret with this value. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value").toCharArray());
    }

    /** The value itself. Do not log, store, send or put it into a message. */
    public String reveal() {
        return new String(value);
    }

    /** Whether the value has no characters. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
