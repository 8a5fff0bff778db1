// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

/**
 * What an agent signs to prove that it has its key: both sides' random numbers, who the two are, and the connection, so
 * that a proof is worth nothing anywhere else.
 */
public final class Proof {
    private Proof() {}

    /** For a session. */
    public static String session(
            String botNonce, String agentNonce, String bot, String agent, String binding, String lease, String boot) {
        return String.join("\n", "reconsync link session 1", botNonce, agentNonce, bot, agent, binding, lease, boot);
    }

    /** For an enrolment. */
    public static String enrolment(
            String botNonce, String agentNonce, String bot, String key, String binding, String tokenHash) {
        return String.join("\n", "reconsync link enrolment 1", botNonce, agentNonce, bot, key, binding, tokenHash);
    }

    /** For a new key, signed by the old and the new one. */
    public static String rotation(String agent, String oldKey, String newKey) {
        return String.join("\n", "reconsync link rotation 1", agent, oldKey, newKey);
    }
}
