// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The three queries and their bytes. */
enum Query {
    INFO('T', 'I', "Source Engine Query\0"),
    PLAYER('U', 'D', ""),
    RULES('V', 'E', "");

    private static final byte[] NO_CHALLENGE = {-1, -1, -1, -1};

    private final char request;
    private final char reply;
    private final byte[] payload;

    Query(char request, char reply, String payload) {
        this.request = request;
        this.reply = reply;
        this.payload = payload.getBytes(StandardCharsets.US_ASCII);
    }

    char reply() {
        return reply;
    }

    /** The datagram; INFO goes out bare as long as there is no challenge, the others ask for one. */
    byte[] datagram(byte[] challenge) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(NO_CHALLENGE);
        out.write(request);
        out.writeBytes(payload);
        if (challenge != null) {
            out.writeBytes(challenge);
        } else if (this != INFO) {
            out.writeBytes(NO_CHALLENGE);
        }
        return out.toByteArray();
    }
}
