// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.FakeStream;
import io.reconsync.protocol.net.FakeTime;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fuzz;
import io.reconsync.protocol.net.Hex;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineLoginTest {
    private static final Map<String, String> SEVEN_DAYS = Map.of("ok", "Press 'help'");
    private static final String PROMPT = "\"Please enter password:\" 0d0a";
    private static final String GREETING = "\"Logon successful.\" 0d0a 0d0a \"*** Connected with 7DTD server.\" 0d0a"
            + "\"Press 'help' to get a list of all commands. Press 'exit' to end session.\" 0d0a";

    private final FakeTime time = new FakeTime();

    private FakeStream login(Map<String, String> options, String password, FakeStream wire) {
        Faults faults = new Faults("console", "line console", new Endpoint("127.0.0.1", 8081));
        new LineLogin(wire, faults, LineOptions.of(options), new LineFeed())
                .run(Secret.of(password), time.in(Duration.ofSeconds(5)));
        return wire;
    }

    private FakeStream login(Map<String, String> options, String password, String answers) {
        return login(options, password, new FakeStream(time, answers));
    }

    @Test
    void sendsThePasswordOnceAndWaitsForTheGreeting() {
        FakeStream wire = login(SEVEN_DAYS, "secret", PROMPT + ";" + GREETING);
        assertEquals(List.of(Hex.text(Hex.bytes("\"secret\" 0d0a"))), wire.sent());
    }

    @Test
    void findsAPromptWithoutLineEndInPieces() {
        assertEquals(
                1,
                login(SEVEN_DAYS, "secret", "\"Please enter pass\"|\"word:\";" + GREETING)
                        .sent()
                        .size());
    }

    @Test
    void needsNoPasswordWhereNoneIsAsked() {
        assertEquals(List.of(), login(SEVEN_DAYS, "", GREETING).sent());
        assertEquals(List.of(), login(Map.of(), "", "\"hello\" 0a").sent());
    }

    @Test
    void takesSilenceAfterThePasswordForConsent() {
        assertEquals(1, login(Map.of(), "secret", PROMPT + ";\"hi\" 0a").sent().size());
    }

    @Test
    void neverTriesAPasswordTwice() {
        FakeStream wire = new FakeStream(time, PROMPT + ";" + PROMPT + ";" + GREETING);
        ReconException e = assertThrows(ReconException.class, () -> login(SEVEN_DAYS, "secret", wire));
        assertEquals("console-password-wrong", e.code());
        assertEquals(1, wire.sent().size());
    }

    @Test
    void explainsMalformedStreams() throws IOException {
        Malformed.check("line", written -> {
            boolean bare = written.startsWith("-");
            login(
                    bare ? Map.of() : SEVEN_DAYS,
                    written.startsWith("+") ? "" : "secret",
                    written.substring(1)
                            .replace("<flood>", "00".repeat(300_000))
                            .replace("<long>", "\"" + "x".repeat(300_000) + "\""));
        });
    }

    @Test
    void survivesMutations() {
        List<byte[]> valid = List.of(
                Hex.bytes(PROMPT + GREETING), Hex.bytes("fffb01" + PROMPT), Hex.bytes("\"Password incorrect\" 0d0a"));
        Fuzz.run(20_264, valid, bytes -> {
            int cut = Math.min(24, bytes.length);
            FakeStream wire = new FakeStream(
                    time,
                    Hex.text(Arrays.copyOf(bytes, cut)) + ";" + Hex.text(Arrays.copyOfRange(bytes, cut, bytes.length)));
            login(SEVEN_DAYS, "secret", wire);
        });
    }
}
