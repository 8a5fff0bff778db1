// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every console has to do. Its test extends this and starts a server that takes {@link #PASSWORD}:
 *
 * <pre>{@code
 * class FooConsoleTest extends ConsoleKindConformance {
 *     private final FooPeer peer = new FooPeer(PASSWORD.reveal());
 *
 *     protected ConsoleKind kind() { return new FooConsole(); }
 *
 *     protected Endpoint answering() { return peer.endpoint(); }
 *
 *     protected String command() { return "status"; }
 * }
 * }</pre>
 */
public abstract class ConsoleKindConformance {
    /** The password that the test's server takes. */
    protected static final Secret PASSWORD = Secret.of("right-horse");

    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** A fresh kind of console. */
    protected abstract ConsoleKind kind();

    /** Where a server answers well, for as long as the test runs. */
    protected abstract Endpoint answering();

    /** A command that the server answers with some text. */
    protected abstract String command();

    /** The further keys of {@code console:}. */
    protected Map<String, String> options() {
        return Map.of();
    }

    /** False for consoles without a password. */
    protected boolean checksPassword() {
        return true;
    }

    private ConsoleSession open() {
        return kind().open(answering(), PASSWORD, options(), Deadline.after(LIMIT));
    }

    private void fails(Endpoint at, String... codes) throws Exception {
        Within.time(LIMIT, () -> {
            ReconException error = Within.refused(() ->
                    kind().open(at, PASSWORD, options(), Deadline.after(SHORT)).send(command(), Deadline.after(SHORT)));
            assertTrue(
                    List.of(codes).contains(error.code()),
                    () -> "expected one of " + List.of(codes) + ", got " + error.code() + ": " + error.getMessage());
            assertFalse(error.sentence().contains(PASSWORD.reveal()), "an error shows the password");
            return null;
        });
    }

    @Test
    void hasAConstantLowerCaseName() {
        assertTrue(kind().kind().matches("[a-z0-9][a-z0-9-]{0,31}"), () -> "'" + kind().kind() + "' is no kind");
        assertEquals(kind().kind(), kind().kind());
    }

    @Test
    void answersCommands() throws Exception {
        Within.time(LIMIT, () -> {
            try (ConsoleSession session = open()) {
                assertTrue(session.isOpen());
                for (int i = 0; i < 3; i++) {
                    assertFalse(session.send(command(), Deadline.after(LIMIT)).isBlank());
                }
            }
            return null;
        });
    }

    @Test
    void aClosedSessionIsClosed() throws Exception {
        Within.time(LIMIT, () -> {
            ConsoleSession session = open();
            session.close();
            session.close();
            assertFalse(session.isOpen());
            return Within.refused("console-closed", () -> session.send(command(), Deadline.after(SHORT)));
        });
    }

    @Test
    void aWrongPasswordIsTheUsersToMend() throws Exception {
        if (checksPassword()) {
            ReconException error = Within.time(
                    LIMIT,
                    () -> Within.refused(
                            "console-password-wrong",
                            () -> kind().open(
                                            answering(), Secret.of("wrong-horse"), options(), Deadline.after(LIMIT))));
            assertEquals(ErrorOwner.USER, error.owner());
            assertTrue(error.retryAfter().isEmpty(), "a wrong password must not be retried");
            assertFalse(error.sentence().contains("wrong-horse"), "an error shows the password");
        }
    }

    @Test
    void saysThatAClosedPortIsClosed() throws Exception {
        fails(RudePeer.closed(), "console-refused");
    }

    @Test
    void givesUpOnSilenceInTime() throws Exception {
        try (RudePeer peer = RudePeer.silent()) {
            fails(peer.endpoint(), "console-timeout");
        }
    }

    @Test
    void refusesNoise() throws Exception {
        try (RudePeer peer = RudePeer.noisy()) {
            fails(peer.endpoint(), "console-malformed", "console-timeout", "console-closed", "console-password-wrong");
        }
    }

    @Test
    void comesBackWhenInterrupted() throws Exception {
        try (RudePeer peer = RudePeer.silent()) {
            Within.interrupted(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(8),
                    () -> kind().open(peer.endpoint(), PASSWORD, options(), Deadline.after(Duration.ofSeconds(7))));
        }
    }

    @Test
    void takesCommandsFromSeveralThreads() throws Exception {
        try (ConsoleSession session = open()) {
            Within.together(4, LIMIT, index -> {
                for (int i = 0; i < 5; i++) {
                    assertNotNull(session.send(command(), Deadline.after(LIMIT)));
                }
            });
        }
    }
}
