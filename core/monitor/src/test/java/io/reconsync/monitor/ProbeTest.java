// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameProfile.PortPart;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.monitor.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
    private final SampleServer foo = new SampleServer();

    @TempDir
    Path folder;

    private Map<String, Finding> wire() {
        Map<String, Finding> found = new TreeMap<>();
        new WireProbes().probe(foo.server(), Deadline.after(Duration.ofSeconds(10)), found);
        return found;
    }

    @Test
    void anAnswerIsGoodAndTheConsoleIsOpenedAndLeftInPeace() {
        Map<String, Finding> found = wire();
        assertEquals(Set.of("console", "query"), found.keySet());
        assertEquals(Finding.Status.OK, found.get("query").status());
        assertEquals(Finding.Status.OK, found.get("console").status());
        assertEquals(
                Map.of("players", "3", "max_players", "10", "millis", "7"),
                found.get("query").evidence());
        assertEquals(1, foo.asked.get());
        assertEquals(0, foo.sent.get());
    }

    @ParameterizedTest
    @CsvSource({"console-refused, BAD", "console-timeout, BAD", "console-password-wrong, PROBE_FAILED"})
    void aConsoleThatLetsNobodyInIsSeenWhileTheQueryAnswers(String code, Finding.Status status) {
        foo.consoleFault = SampleServer.fault(code);
        assertEquals(Finding.Status.OK, wire().get("query").status());
        assertEquals(status, wire().get("console").status());
        assertEquals(code, wire().get("console").evidence().get("code"));
    }

    @Test
    void aServerWithoutAConsoleHasNoFindingAboutIt() {
        foo.console = Optional.empty();
        assertEquals(Set.of("query"), wire().keySet());
        foo.console = Optional.of(new PortPart("stdin", "", Map.of()));
        assertEquals(Set.of("query"), wire().keySet());
        foo.console = Optional.of(new PortPart("source-rcon", "", Map.of()));
        foo.consoleFault = SampleServer.fault("console-none");
        assertEquals(Set.of("query"), wire().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"query-timeout", "query-refused", "deadline-passed"})
    void whereTheQueryIsSilentTheConsoleIsAsked(String code) {
        foo.queryFault = SampleServer.fault(code);
        Map<String, Finding> found = wire();
        assertEquals(Finding.Status.BAD, found.get("query").status());
        assertEquals(code, found.get("query").evidence().get("code"));
        assertEquals(Finding.Status.OK, found.get("console").status());
    }

    @ParameterizedTest
    @CsvSource({
        "console-timeout, BAD",
        "console-refused, BAD",
        "console-closed, BAD",
        "console-password-wrong, PROBE_FAILED",
        "console-malformed, PROBE_FAILED",
        "console-kind-unknown, PROBE_FAILED"
    })
    void onlySilenceIsASignOfDeath(String code, Finding.Status status) {
        foo.queryFault = SampleServer.fault("query-timeout");
        foo.consoleFault = SampleServer.fault(code);
        assertEquals(status, wire().get("console").status());
        assertEquals(code, wire().get("console").evidence().get("code"));
    }

    @Test
    void anAnswerThatCannotBeReadIsASignOfLife() {
        foo.queryFault = SampleServer.fault("query-malformed");
        Map<String, Finding> found = wire();
        assertEquals(Finding.Status.OK, found.get("query").status());
        assertEquals(Finding.Status.BAD, found.get("query-answer").status());
    }

    @Test
    void ourOwnMistakeIsNoSilence() {
        foo.queryFault = SampleServer.fault("query-kind-unknown");
        assertEquals(Finding.Status.PROBE_FAILED, wire().get("query").status());
        assertEquals(0, foo.sent.get());
    }

    @Test
    void withoutAnAdapterNothingIsAsked() {
        foo.adapter = false;
        assertEquals(Map.of(), wire());
    }

    @Test
    void withoutAQueryThePortIsTried() throws IOException {
        foo.query = Optional.empty();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            foo.values.put("console.port", Integer.toString(socket.getLocalPort()));
            foo.values.put("console.host", socket.getInetAddress().getHostAddress());
            assertEquals(Finding.Status.OK, wire().get("port").status());
        }
        Finding closed = wire().get("port");
        assertEquals(Finding.Status.BAD, closed.status());
        assertTrue(closed.explanation().contains(foo.values.get("console.port")), closed::explanation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%{console.port}", "123456"})
    void whatIsNoPortIsNotTried(String port) {
        foo.query = Optional.empty();
        foo.values.put("console.port", port);
        assertFalse(wire().containsKey("port"));
    }

    @Test
    void aConsoleOnTheInputOfTheProcessHasNoPort() {
        foo.query = Optional.empty();
        foo.console = Optional.of(new PortPart("stdin", "", Map.of()));
        foo.values.put("console.port", "27020");
        assertEquals(Map.of(), wire());
    }

    @Test
    void aProcessHasFiguresAndFromTheSecondLookItsShareOfACore() {
        ResourceProbe probe = new ResourceProbe();
        Optional<ProcessIdentity> self =
                Optional.of(new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH));
        Map<String, String> first = probe.probe(self, folder).evidence();
        assertTrue(Long.parseLong(first.get("rss")) > 1_000_000, first::toString);
        assertTrue(Integer.parseInt(first.get("threads")) > 1, first::toString);
        assertTrue(Long.parseLong(first.get("disk_free")) > 0, first::toString);
        assertFalse(first.containsKey("cpu"), first::toString);
        Finding second = probe.probe(self, folder);
        assertTrue(second.evidence().get("cpu").matches("\\d+\\.\\d"), second::toString);
        assertTrue(second.explanation().contains("% of a core"), second::explanation);
        // The same number after a restart is another process: there is nothing to compare with.
        Optional<ProcessIdentity> other =
                Optional.of(new ProcessIdentity(self.get().pid(), Instant.MAX));
        assertFalse(probe.probe(other, folder).evidence().containsKey("cpu"));
    }

    @Test
    void whereNothingCanBeSeenTheProbeSaysSo() {
        Path missing = folder.resolve("missing");
        ResourceProbe probe = new ResourceProbe();
        assertEquals(
                Finding.Status.PROBE_FAILED,
                probe.probe(Optional.empty(), missing).status());
        ProcessIdentity gone = new ProcessIdentity(Integer.MAX_VALUE, Instant.EPOCH);
        assertEquals(
                Finding.Status.PROBE_FAILED,
                probe.probe(Optional.of(gone), missing).status());
        assertEquals(
                Set.of("disk_free"),
                probe.probe(Optional.of(gone), folder).evidence().keySet());
    }
}
