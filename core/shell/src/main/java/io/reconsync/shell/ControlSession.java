// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Its first frame says what it wants: {@code run} or {@code help} (words, person, width), {@code complete}
 * (words) or {@code shell} (terminal, width, height, person). We answer with {@code out}, {@code err}, {@code progress},
 * {@code job}, {@code file}, {@code words} and at last {@code end} (exit). When the client goes away, what it waits for is
 * interrupted; jobs go on.
 */
final class ControlSession implements Runnable {
    private final Logger log = LoggerFactory.getLogger(ControlSession.class);
    private final SocketChannel channel;
    private final Peers peers;
    private final CommandRunner runner;
    private final GogoSessions sessions;
    private final Consumer<ControlSession> gone;
    private final String refusal;
    private final InputStream in;
    private final SocketDisplay display;

    /** {@code refusal}: why this client is not served; empty for one that is. */
    ControlSession(
            SocketChannel channel,
            Peers peers,
            CommandRunner runner,
            GogoSessions sessions,
            Consumer<ControlSession> gone,
            String refusal) {
        this.channel = channel;
        this.peers = peers;
        this.runner = runner;
        this.sessions = sessions;
        this.gone = gone;
        this.refusal = refusal;
        this.in = SocketStreams.in(channel);
        this.display = new SocketDisplay(channel);
    }

    @Override
    public void run() {
        Thread writer = new Thread(display::write, Thread.currentThread().getName() + "-out");
        writer.setDaemon(true);
        writer.start();
        try {
            if (!refusal.isEmpty()) {
                refuse(refusal);
            } else if (!peers.allowed(channel)) {
                refuse("The user " + peers.name(channel) + " may not talk to this instance; its owner and root may.");
            } else {
                Optional<String> first = ControlFrame.read(in);
                if (first.isPresent()) {
                    answer(ControlMessage.parse(first.get()));
                }
            }
        } catch (ReconException e) {
            refuse(e.sentence());
        } catch (IOException e) {
            log.debug("A client went away.", e);
        } finally {
            if (display.ended()) {
                awaitGoodbye();
            }
            close();
            gone.accept(this);
        }
    }

    /** The client closes once it has heard the end; one that does not is closed by the writing thread. */
    private void awaitGoodbye() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            log.debug("A client went away.", e);
        }
    }

    private void answer(ControlMessage first) throws IOException {
        Actor actor = new Actor(peers.name(channel), Tier.OWNER, Surface.SHELL);
        List<String> words = first.texts("words");
        display.client(first.flag("person"), (int) first.number("width", 0));
        switch (first.type()) {
            case "run" -> work(() -> runner.run(words, actor, display), () -> {});
            case "help" -> work(() -> runner.help(words, display), () -> {});
            case "complete" ->
                work(
                        () -> {
                            display.words(runner.offered()
                                    .map(commands -> commands.complete(words, actor))
                                    .orElse(List.of()));
                            return ExitCode.OK;
                        },
                        () -> {});
            case "shell" -> {
                RemoteTerminal terminal = new RemoteTerminal(first, display);
                work(() -> sessions.run(terminal, actor), terminal::close, terminal);
            }
            default -> refuse("There is no request '" + ReplyText.visible(first.type(), false) + "'.");
        }
    }

    private void work(Callable<Integer> work, Runnable end) throws IOException {
        work(work, end, null);
    }

    /** Does the work in a thread of its own, while this one hears whether the client is still there. */
    private void work(Callable<Integer> work, Runnable end, RemoteTerminal terminal) throws IOException {
        FutureTask<Integer> task = new FutureTask<>(work) {
            @Override
            protected void done() {
                display.end(isCancelled() ? ExitCode.DETACHED : outcome(this));
            }
        };
        Thread worker = new Thread(task, Thread.currentThread().getName() + "-work");
        worker.setDaemon(true);
        worker.start();
        try {
            Optional<String> next = ControlFrame.read(in);
            while (next.isPresent()) {
                ControlMessage message = ControlMessage.parse(next.get());
                if (terminal != null) {
                    terminal.message(message);
                }
                next = ControlFrame.read(in);
            }
        } finally {
            end.run();
            task.cancel(true);
        }
    }

    private int outcome(FutureTask<Integer> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.DETACHED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ReconException known) {
                display.error(known.sentence());
            } else if (!(e.getCause() instanceof InterruptedException)) {
                log.error("A command failed in a way it should not.", e.getCause());
                display.error("The command failed inside of ReconSync: " + e.getCause() + ". The log says more.");
            }
            return ExitCode.FAILED;
        }
    }

    /** Says why not; the end of the message is the end of the connection. */
    private void refuse(String sentence) {
        display.error(sentence);
        display.end(ExitCode.DENIED);
    }

    /** Ends the connection, and with it the waiting of {@link #run}. */
    void close() {
        display.close();
        Closing.quietly(channel);
    }
}
