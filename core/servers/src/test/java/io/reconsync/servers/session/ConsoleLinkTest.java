// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.servers.Offers;
import io.reconsync.servers.process.StdinPipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsoleLinkTest {
    private final Kind kind = new Kind();
    private final Offers offers = new Offers();
    private final List<String> streamed = new ArrayList<>();
    private final Offered<ConsoleKind> kinds =
            new Offered<>(offers, ConsoleKind.class, offered -> Set.of(offered.kind()));
    private final ConsoleLink link = new ConsoleLink(
            "ark",
            kinds,
            () -> Optional.of(
                    new ConsoleTarget("fake", Optional.of(new Endpoint("127.0.0.1", 1)), Secret.of("pw"), Map.of())),
            new StdinPipe(Path.of("nowhere"), "ark"),
            streamed::add);

    /** Counts and fails as told. */
    private static final class Kind implements ConsoleKind {
        private int opened;
        private String failure = "";
        private boolean standing;
        private Consumer<String> listener;

        @Override
        public String kind() {
            return "fake";
        }

        @Override
        public ConsoleSession open(Endpoint at, Secret password, Map<String, String> options, Deadline deadline) {
            opened++;
            if (!failure.isEmpty()) {
                throw new ReconException(failure, ErrorOwner.USER, "It said no.", "Change it.");
            }
            standing = true;
            return new ConsoleSession() {
                @Override
                public String send(String command, Deadline limit) {
                    return "re " + command;
                }

                @Override
                public void onLine(Consumer<String> lines) {
                    listener = lines;
                }

                @Override
                public boolean isOpen() {
                    return standing;
                }

                @Override
                public void close() {
                    standing = false;
                }
            };
        }
    }

    private ConsoleSession session() {
        return link.session(Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void oneSessionIsSharedAndOpenedAgainAfterItFell() {
        offers.add(kind);
        assertEquals("re list", session().send("list", Deadline.after(Duration.ofSeconds(5))));
        session().close();
        assertTrue(session().isOpen());
        assertEquals(1, kind.opened);
        kind.listener.accept("a line");
        assertEquals(List.of("a line"), streamed);
        kind.standing = false;
        assertTrue(session().isOpen());
        assertEquals(2, kind.opened);
        link.leave("another");
        assertTrue(kind.standing);
        link.leave("fake");
        assertFalse(kind.standing);
    }

    @Test
    void aRefusedPasswordIsNotTriedAgainForAMinuteUnlessItIsChanged() {
        offers.add(kind);
        kind.failure = "console-password-wrong";
        assertEquals(
                Optional.empty(),
                assertThrows(ReconException.class, this::session).retryAfter());
        ReconException second = assertThrows(ReconException.class, this::session);
        assertEquals("console-password-wrong", second.code());
        assertTrue(second.getMessage().contains("tried again in"), second.getMessage());
        assertTrue(second.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(55)) > 0);
        assertEquals(1, kind.opened);
        assertTrue(link.settled());
        kind.failure = "";
        link.again();
        assertTrue(session().isOpen());
    }

    @Test
    void aKindThatIsAwayIsNamed() {
        ReconException error = assertThrows(ReconException.class, this::session);
        assertEquals("console-kind-unknown", error.code());
        offers.add(kind);
        kinds.forget();
        assertTrue(session().isOpen());
    }
}
