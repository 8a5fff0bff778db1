// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.identity;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A one-time enrolment token: {@code rs1.<secret>.<pin>.<address>}, each part base64url.
 *
 * @param secret 20 random bytes; the bot stores their hash only
 * @param pin of the bot's certificate; empty when a public authority vouches for it
 * @param address where the bot is; may be empty
 */
public record Token(String secret, String pin, String address) {
    private static final Pattern FORM = Pattern.compile("rs1\\.([\\w-]{27})\\.([\\w-]{43})?\\.([\\w-]{0,400})");

    /** A new one. */
    public static Token make(String pin, String address) {
        return new Token(Digests.random(20), pin, address);
    }

    /**
     * Reads what somebody has pasted, spaces and line breaks forgiven.
     *
     * @throws ReconException code {@code enrol-token}
     */
    public static Token parse(String text) {
        var parts = FORM.matcher(text.replaceAll("\\s+", ""));
        if (!parts.matches()) {
            throw refused();
        }
        try {
            return new Token(
                    parts.group(1),
                    parts.group(2) == null ? "" : parts.group(2),
                    new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static ReconException refused() {
        return new ReconException(
                "enrol-token",
                ErrorOwner.USER,
                "This is no enrolment token: one begins with rs1. and comes in one piece.",
                "Make one with `reconsync enroll --new` on the bot, and copy all of it.");
    }

    /** What the bot keeps. */
    public String hash() {
        return Digests.of(secret);
    }

    /** As shown to people. */
    public String text() {
        return "rs1." + secret + "." + pin + "." + Digests.text(address.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Token[***]";
    }
}
