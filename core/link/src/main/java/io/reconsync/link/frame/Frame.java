// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.frame;

/**
 * One message.
 *
 * @param type lower case with dashes
 * @param seq its place in the sender's durable stream, from 1; 0 for what need not arrive
 * @param body what it carries
 */
public record Frame(String type, long seq, Body body) {
    /** One that need not arrive. */
    public static Frame of(String type, Object... pairs) {
        return new Frame(type, 0, Body.of(pairs));
    }

    /** Whether it stands in the sender's outbox until it is acknowledged. */
    public boolean durable() {
        return seq > 0;
    }
}
