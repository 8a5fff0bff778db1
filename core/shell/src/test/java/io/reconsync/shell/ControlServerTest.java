// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    Path folder;

    private final Fakes.Registry registry = new Fakes.Registry();
    private final Fakes.Queue queue = new Fakes.Queue();
    private Home home;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.run());
        CommandRunner runner =
                new CommandRunner(Fakes.offered(registry), Fakes.offered(queue), Fakes.offered(null), Fakes.masks());
        server = new ControlServer(
                home, runner, new GogoSessions(Fakes.offered(null), Fakes.offered(null), runner, List.of()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.of(home)));
    }

    private List<ControlMessage> ask(ControlMessage message) throws IOException {
        try (SocketChannel channel = connect()) {
            ControlFrame.write(SocketStreams.out(channel), message.json());
            return all(SocketStreams.in(channel));
        }
    }

    private static List<ControlMessage> all(InputStream in) throws IOException {
        List<ControlMessage> messages = new ArrayList<>();
        Optional<String> next = ControlFrame.read(in);
        while (next.isPresent()) {
            messages.add(ControlMessage.parse(next.get()));
            next = ControlFrame.read(in);
        }
        return messages;
    }

    private static ControlMessage run(boolean person, String... words) {
        return ControlMessage.of("run", "words", List.of(words), "person", person, "width", 80L);
    }

    private static String shown(List<ControlMessage> messages) {
        StringBuilder text = new StringBuilder();
        messages.forEach(message -> text.append(message.type())
                .append('=')
                .append(message.text("text").orElse(""))
                .append(message.type().equals("end") ? message.number("exit", -1) : "")
                .append('\n'));
        return text.toString();
    }

    @Test
    void aCommandIsAnsweredWithItsTextAndExitCode() throws IOException {
        assertEquals("out=echo a ü\n\nend=5\n", shown(ask(run(false, "echo", "a", "ü"))));
        assertEquals("out={\"text\":\"echo a\"}\n\nend=5\n", shown(ask(run(false, "echo", "a", "--json"))));
    }

    @Test
    void failuresAreSentencesWithoutSecretsAndBugsStayInside() throws IOException {
        assertEquals("err=No ***. Ask.\nend=4\n", shown(ask(run(false, "fail"))));
        String json = shown(ask(run(false, "fail", "--json")));
        assertTrue(json.contains("\"code\":\"denied\"") && json.contains("\"next_step\":\"Ask.\""), json);
        String bug = shown(ask(run(false, "bug")));
        assertTrue(bug.startsWith("err=The command failed inside of ReconSync") && bug.endsWith("end=1\n"), bug);
        assertEquals("out=help for [echo]\n\nend=0\n", shown(ask(run(false, "echo", "x", "--help"))));
    }

    @Test
    void aMissingConfirmationIsExitOneAsDocumented() throws IOException {
        for (boolean person : new boolean[] {false, true}) {
            assertEquals("err=It would go. Repeat it with --yes.\nend=1\n", shown(ask(run(person, "confirm"))));
        }
    }

    @Test
    void onlyTheOwnerCanReachTheSocket() throws IOException {
        Path socket = ControlSocket.of(home);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    }

    @Test
    void aPersonSeesAJobToItsEndAndAScriptDoesNotWait() throws Exception {
        assertEquals("out=queued\n\nend=0\n", shown(ask(run(false, "job"))));
        try (SocketChannel channel = connect()) {
            ControlFrame.write(SocketStreams.out(channel), run(true, "job").json());
            InputStream in = SocketStreams.in(channel);
            assertEquals("j1", next(in).text("id").orElseThrow());
            assertEquals("backup  25 %  read: copying", next(in).text("text").orElseThrow());
            queue.become(Fakes.Queue.job(Job.State.FAILED, 0.5, "half"));
            assertEquals("err=The disk is full. Make room.\nend=1\n", shown(all(in)));
        }
        assertTrue(queue.listeners.isEmpty());
    }

    private static ControlMessage next(InputStream in) throws IOException {
        return ControlMessage.parse(ControlFrame.read(in).orElseThrow());
    }

    @Test
    void aClientThatLeavesEndsItsWaitingButNotTheJob() throws Exception {
        SocketChannel waiting = connect();
        ControlFrame.write(SocketStreams.out(waiting), run(true, "job").json());
        next(SocketStreams.in(waiting));
        waiting.close();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!queue.listeners.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(queue.listeners.isEmpty(), "the waiting goes on");
        assertEquals(Job.State.RUNNING, queue.job.state());

        SocketChannel blocked = connect();
        ControlFrame.write(SocketStreams.out(blocked), run(false, "block").json());
        assertTrue(registry.blocked.await(20, TimeUnit.SECONDS));
        blocked.close();
        assertTrue(registry.interrupted.await(20, TimeUnit.SECONDS), "the command was not interrupted");
    }

    @Test
    void whatIsNoRequestIsRefusedWithASentence() throws IOException {
        String unknown = shown(ask(ControlMessage.of("dance")));
        assertEquals("err=There is no request 'dance'.\nend=4\n", unknown);
        try (SocketChannel channel = connect()) {
            SocketStreams.out(channel).write(ByteBuffer.allocate(4).putInt(-5).array());
            String refused = shown(all(SocketStreams.in(channel)));
            assertTrue(refused.startsWith("err=A frame says it has 4294967291 bytes."), refused);
        }
        assertTrue(shown(ask(ControlMessage.of("shell"))).contains("there is no shell"));
    }

    @Test
    void noNoiseStopsTheServer() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            try (SocketChannel channel = connect()) {
                byte[] noise = new byte[random.nextInt(40) + 1];
                random.nextBytes(noise);
                if (random.nextBoolean() && noise.length > 6) {
                    ByteBuffer.wrap(noise).putInt(noise.length - 4);
                }
                OutputStream out = SocketStreams.out(channel);
                out.write(noise);
            }
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String answer = shown(ask(run(false, "echo")));
        while (answer.contains("64 clients") && System.nanoTime() < end) {
            answer = shown(ask(run(false, "echo")));
        }
        assertEquals("out=echo\n\nend=5\n", answer);
    }

    @Test
    void aRefusalIsHeardThoughTheClientHadMoreToSay() throws IOException {
        try (SocketChannel channel = connect()) {
            byte[] much = new byte[100_000];
            Arrays.fill(much, (byte) 0xff);
            SocketStreams.out(channel).write(much);
            String refused = shown(all(SocketStreams.in(channel)));
            assertTrue(refused.startsWith("err=A frame says it has 4294967295 bytes."), refused);
        }
    }

    @Test
    void clientsDoNotWaitForEachOther() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            silent.add(connect());
        }
        assertEquals("out=echo\n\nend=5\n", shown(ask(run(false, "echo"))));
        for (int i = 0; i < 40; i++) {
            silent.add(connect());
        }
        String refused = shown(all(SocketStreams.in(connect())));
        assertTrue(refused.startsWith("err=There are 64 clients already."), refused);
        for (SocketChannel channel : silent) {
            channel.close();
        }
    }
}
