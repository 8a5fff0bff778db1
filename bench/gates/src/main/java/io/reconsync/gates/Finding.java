// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

/**
 * One place where the tree breaks a rule.
 *
 * @param gate the gate's name
 * @param place a path relative to the root, with {@code :line} where there is one
 * @param message what is wrong and what to do
 */
record Finding(String gate, String place, String message) {
    @Override
    public String toString() {
        return "[" + gate + "] " + place + ": " + message;
    }
}
