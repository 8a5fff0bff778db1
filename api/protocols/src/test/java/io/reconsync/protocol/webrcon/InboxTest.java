// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final String REPLY =
            "{\"Message\":\"ok \\u00e9\\n\",\"Identifier\":1001,\"Type\":\"Generic\",\"Stacktrace\":\"\"}";

    private final Faults faults = new Faults("console", "WebRCON", new Endpoint("127.0.0.1", 28016));

    private void feed(String text) {
        Inbox inbox = new Inbox(faults, new JsonFactory());
        inbox.await(1001);
        try {
            inbox.frame(text);
        } catch (BadBytes e) {
            throw faults.malformed(e.getMessage());
        }
    }

    @Test
    void explainsMalformedFrames() throws IOException {
        Malformed.check(
                "webrcon",
                written -> feed(written.replace("<deep>", "[".repeat(2_000)).replace("<digits>", "9".repeat(2_000))));
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = List.of(
                REPLY.getBytes(StandardCharsets.UTF_8),
                "{\"message\":\"a\\nb\",\"identifier\":0,\"type\":\"Log\"}".getBytes(StandardCharsets.UTF_8),
                "{\"MESSAGE\":\"{}\",\"Identifier\":\"-1\",\"Type\":\"Chat\",\"x\":[1,{\"y\":null}]}"
                        .getBytes(StandardCharsets.UTF_8));
        Fuzz.run(20_263, valid, bytes -> feed(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void failsAWaitThatBeginsAfterTheEnd() {
        Inbox inbox = new Inbox(faults, new JsonFactory());
        inbox.end(faults.closed("before the reply"));
        Awaited late = inbox.await(1);
        assertEquals(
                "console-closed",
                assertThrows(
                                ReconException.class,
                                () -> late.reply(Duration.ZERO, Deadline.after(Duration.ofSeconds(5)), faults))
                        .code());
    }
}
